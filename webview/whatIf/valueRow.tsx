import { useLayoutEffect, useRef } from "preact/hooks";
import type { NumberControl } from "../../src/core/numberControl";
import { shortNumber } from "../../src/core/shortNumber";
import type { Hyperparameter } from "../../src/protocol/panel";
import { Icon } from "../controls/icon";
import { t } from "../l10n/translate";
import { NumberField } from "./numberField";
import { LAST_PLACE, sliderPlace, valueAtPlace } from "./sliderPlaces";

export interface ValueRowProps {
  readonly hyperparameter: Hyperparameter;
  readonly value: number | boolean;
  readonly disabled: boolean;
  readonly onChange: (value: number | boolean) => void;
}

/** One hyperparameter: its name, its slider or switch, its value, and the way back to the source's. */
export function ValueRow({ hyperparameter, value, disabled, onChange }: ValueRowProps) {
  const { id, label, documentation, value: original, control } = hyperparameter;
  const isChanged = value !== original;
  const row = useRef<HTMLLIElement>(null);
  const reset = () => {
    onChange(original);
    // The button that has the focus goes away.
    row.current?.querySelector("input")?.focus();
  };
  return (
    <li ref={row} class={`what-if-row ${isChanged ? "is-changed" : ""}`} data-testid={`what-if-${id}`}>
      <span class="what-if-label" title={`${id}: ${documentation}`}>
        {label}
      </span>
      {control.kind === "switch" ? (
        <Switch {...{ hyperparameter, value: value === true, disabled, onChange }} />
      ) : (
        <Slider {...{ hyperparameter, control, value: Number(value), disabled, onChange }} />
      )}
      <button
        type="button"
        class="what-if-reset"
        aria-label={t("Reset {0} to {1}", label, spell(original))}
        title={t("Reset to {0}, as in the source", spell(original))}
        data-testid={`what-if-reset-${id}`}
        disabled={!isChanged || disabled}
        onClick={reset}
      >
        <Icon name="reset" />
      </button>
    </li>
  );
}

interface SliderProps extends Omit<ValueRowProps, "value"> {
  readonly control: NumberControl;
  readonly value: number;
}

function Slider({ hyperparameter, control, value, disabled, onChange }: SliderProps) {
  const { id, label, documentation, value: original } = hyperparameter;
  const track = useRef<HTMLSpanElement>(null);
  const place = sliderPlace(value, control);
  const originalPlace = sliderPlace(Number(original), control) / LAST_PLACE;
  useLayoutEffect(() => track.current?.style.setProperty("--original", String(originalPlace)), [originalPlace]);
  const goTo = (next: number) => onChange(valueAtPlace(next, control, hyperparameter));
  const spelled = spell(value);
  return (
    <>
      <span ref={track} class="what-if-track">
        <input
          type="range"
          class="slider"
          aria-label={label}
          aria-description={documentation}
          aria-valuetext={value === original ? spelled : t("{0}, {1} in the source", spelled, spell(original))}
          data-testid={`what-if-slider-${id}`}
          min={0}
          max={LAST_PLACE}
          step={1}
          value={place}
          disabled={disabled}
          onInput={(event) => goTo(event.currentTarget.valueAsNumber)}
        />
      </span>
      <NumberField
        label={label}
        value={value}
        control={control}
        disabled={disabled}
        testId={`what-if-number-${id}`}
        onCommit={onChange}
        onStep={(direction) => goTo(Math.min(LAST_PLACE, Math.max(0, place + direction)))}
      />
    </>
  );
}

interface SwitchProps extends Omit<ValueRowProps, "value"> {
  readonly value: boolean;
}

function Switch({ hyperparameter: { id, label, documentation }, value, disabled, onChange }: SwitchProps) {
  return (
    <>
      <span class="what-if-track">
        <input
          type="checkbox"
          role="switch"
          class="what-if-switch"
          aria-label={label}
          aria-description={documentation}
          data-testid={`what-if-switch-${id}`}
          checked={value}
          aria-checked={value}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      </span>
      <span class="what-if-state" aria-hidden="true">
        {spell(value)}
      </span>
    </>
  );
}

function spell(value: number | boolean): string {
  if (typeof value === "number") return shortNumber(value);
  return t(value ? "on" : "off");
}
