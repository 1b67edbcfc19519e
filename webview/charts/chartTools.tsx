import { Icon } from "../controls/icon";
import { Menu, type MenuItem } from "../controls/menu";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";
import type { ThemeColors } from "../theme/themeColors";
import type { ChartDefinition } from "./chartDefinitions";
import { type ChartLayout, choose, drawnCharts, inOrder, moveBy, resize, sizeOf } from "./chartLayout";
import { definitionsOnShow } from "./chartOnShow";
import { exportItems } from "./export/exportItems";

interface ChartToolsProps {
  readonly definition: ChartDefinition;
  readonly panel: Panel;
  readonly theme: ThemeColors;
  /** Whether the axis ends below values of the chart. */
  readonly isClipped: boolean;
  /** Called when the chart has another place, in which the focus does not follow it by itself. */
  readonly onMoved: () => void;
}

/** What can be done with one chart: full size, its place, its size, its files. */
export function ChartTools({ definition, panel, theme, isClipped, onMoved }: ChartToolsProps) {
  const { model, dispatch } = panel;
  const { layout } = model.view;
  const { id, title } = definition;
  const isEnlarged = layout.enlarged === id;
  const set = (next: ChartLayout) => dispatch({ type: "layout", layout: next });
  return (
    <div class="chart-tools">
      <button
        type="button"
        class="chart-tool"
        aria-pressed={isEnlarged}
        aria-label={t("{0}: full size", title)}
        title={t(isEnlarged ? "Back to all charts (Escape)" : "Full size")}
        data-testid="enlarge"
        onClick={() => set({ ...layout, enlarged: isEnlarged ? null : id })}
      >
        <Icon name={isEnlarged ? "shrink" : "enlarge"} />
      </button>
      <Menu
        label={t("{0}: more", title)}
        testId="chart-menu"
        isSmall
        items={() => [
          ...(isEnlarged ? [] : placeItems()),
          ...clippingItems(),
          ...exportItems(panel, theme, [definition]),
        ]}
      />
    </div>
  );

  function placeItems(): MenuItem[] {
    const definitions = definitionsOnShow(model);
    const ordered = inOrder(definitions, layout.order);
    const drawn = drawnCharts(ordered, layout, model.view.showsAllCharts);
    const place = drawn.findIndex((chart) => chart.id === id);
    // One that stands alone has no place among others.
    if (place < 0) return [];
    const size = sizeOf(layout, definition);
    const move = (places: number) => {
      set(moveBy(layout, definitions, drawn, id, places));
      dispatch({ type: "announce", text: t("{0} moved to place {1} of {2}", title, place + places + 1, drawn.length) });
      requestAnimationFrame(onMoved);
    };
    const hide = () => {
      set(choose(layout, definition, false));
      dispatch({ type: "announce", text: t("{0} hidden; the button Charts shows it again", title) });
    };
    return [
      ...(place > 0 ? [{ text: t("Move earlier"), onSelect: () => move(-1), testId: "move-earlier" }] : []),
      ...(place < drawn.length - 1 ? [{ text: t("Move later"), onSelect: () => move(1), testId: "move-later" }] : []),
      {
        text: t(size.isWide ? "One column" : "Whole row"),
        onSelect: () => set(resize(layout, id, { ...size, isWide: !size.isWide })),
      },
      { text: t("Hide chart"), onSelect: hide, testId: "hide-chart" },
    ];
  }

  function clippingItems(): MenuItem[] {
    const { unclipped } = layout;
    if (unclipped.includes(id)) {
      const clip = () => set({ ...layout, unclipped: unclipped.filter((chart) => chart !== id) });
      return [{ text: t("End the axis where runs run away"), onSelect: clip, testId: "clipping" }];
    }
    if (!isClipped) return [];
    const show = () => set({ ...layout, unclipped: [...unclipped, id] });
    return [{ text: t("Show all values"), onSelect: show, testId: "clipping" }];
  }
}
