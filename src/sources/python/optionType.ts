import type { TypedValue } from "../arguments/typedValue";
import { pythonFloat } from "../pythonFloat";

/** What becomes of a default that an option has as a string, by the `type` that it is declared with: null where only the run knows. */
export function optionType(type: string | null): (value: TypedValue) => TypedValue | null {
  return (value) => (value.type === "string" ? fromText(value.value, type) : value);
}

/** A text of the command line as a value. */
export function fromText(text: string, type: string | null): TypedValue | null {
  switch (type) {
    case null:
    case "str":
      return { type: "string", value: text };
    case "float": {
      const value = pythonFloat(text);
      return value === null ? null : { type: "float", value };
    }
    case "int":
      return /^\s*[+-]?\d+\s*$/.test(text) ? { type: "integer", value: Number(text) } : null;
    default:
      return null;
  }
}

/** As `optionType`, for libraries that give numbers the type of the option as well. */
export function strictOptionType(type: string | null): (value: TypedValue) => TypedValue | null {
  const ofText = optionType(type);
  return (value) => {
    if (type === "float" && value.type === "integer") return { type: "float", value: value.value };
    return type === "int" && value.type === "float"
      ? { type: "integer", value: Math.trunc(value.value) }
      : ofText(value);
  };
}
