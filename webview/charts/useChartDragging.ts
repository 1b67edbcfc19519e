import { useState } from "preact/hooks";
import type { Panel } from "../panel/usePanel";
import type { ChartDefinition } from "./chartDefinitions";
import { inOrder, moveBefore } from "./chartLayout";
import { definitionsOnShow } from "./chartOnShow";

/** The kind under which a chart's id goes with the pointer: other things that are dragged have others. */
const CHART_TYPE = "application/x-optimizer-chart";

/** On which side of a card the one that is being dragged would come. */
export type DropSide = "before" | "after";

/** Moves charts by dragging their titles: `grip` goes onto the title, `handlers` onto the card. */
export function useChartDragging(definition: ChartDefinition, panel: Panel) {
  const [dropSide, setDropSide] = useState<DropSide | null>(null);
  const { model, dispatch } = panel;
  const { layout } = model.view;
  const canMove = layout.enlarged === null;
  const carriesChart = (event: DragEvent) => event.dataTransfer?.types.includes(CHART_TYPE) === true;

  const onDragStart = (event: DragEvent) => {
    event.dataTransfer?.setData(CHART_TYPE, definition.id);
    if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
  };
  const onDragOver = (event: DragEvent) => {
    if (!carriesChart(event)) return;
    event.preventDefault();
    setDropSide(sideOf(event));
  };
  const onDragLeave = (event: DragEvent) => {
    if (!(event.currentTarget as Element).contains(event.relatedTarget as Node | null)) setDropSide(null);
  };
  const onDrop = (event: DragEvent) => {
    const moved = event.dataTransfer?.getData(CHART_TYPE);
    setDropSide(null);
    if (!moved) return;
    event.preventDefault();
    const definitions = definitionsOnShow(model);
    const ids = inOrder(definitions, layout.order)
      .map(({ id }) => id)
      .filter((id) => id !== moved || id === definition.id);
    const target = sideOf(event) === "before" ? definition.id : (ids[ids.indexOf(definition.id) + 1] ?? null);
    dispatch({ type: "layout", layout: moveBefore(layout, definitions, moved, target) });
  };
  return {
    dropSide,
    grip: canMove ? { draggable: true, onDragStart } : {},
    handlers: canMove ? { onDragOver, onDragLeave, onDrop } : {},
  };
}

/** In a wide card, which has no neighbor beside it, the upper half is before. */
function sideOf(event: DragEvent): DropSide {
  const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
  const isRow = width > window.innerWidth * 0.75;
  const share = isRow ? (event.clientY - top) / height : (event.clientX - left) / width;
  return share < 0.5 ? "before" : "after";
}
