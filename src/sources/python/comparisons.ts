import type { TypedValue } from "../arguments/typedValue";
import { asNumber } from "./pythonNumbers";
import { isEqual } from "./truth";

/** Whether `left operator right` holds in Python; null where it raises an error, or is not read. */
export function comparison(operator: string, left: TypedValue, right: TypedValue): boolean | null {
  switch (operator) {
    case "==":
      return isEqual(left, right);
    case "!=":
      return !isEqual(left, right);
    case "is":
      return isSame(left, right);
    case "is not": {
      const same = isSame(left, right);
      return same === null ? null : !same;
    }
    case "in":
      return isIn(left, right);
    case "not in": {
      const isMember = isIn(left, right);
      return isMember === null ? null : !isMember;
    }
    default:
      return order(operator, left, right);
  }
}

/** Only None and booleans are the same wherever they stand. */
function isSame(left: TypedValue, right: TypedValue): boolean | null {
  const isOnly = [left, right].some(({ type }) => type === "none" || type === "boolean");
  return isOnly ? left.type === right.type && left.value === right.value : null;
}

function isIn(member: TypedValue, whole: TypedValue): boolean | null {
  if (whole.type === "string" && member.type === "string") return whole.value.includes(member.value);
  if (whole.type === "sequence") return whole.value.some((entry) => isEqual(entry, member));
  return whole.type === "mapping" ? whole.value.some(([key]) => isEqual(key, member)) : null;
}

function order(operator: string, left: TypedValue, right: TypedValue): boolean | null {
  const [a, b] = [asNumber(left), asNumber(right)];
  if (a === null || b === null) return null;
  switch (operator) {
    case "<":
      return a.value < b.value;
    case "<=":
      return a.value <= b.value;
    case ">":
      return a.value > b.value;
    case ">=":
      return a.value >= b.value;
    default:
      return null;
  }
}
