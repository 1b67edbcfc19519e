import type { SourceRule } from "../../rule";
import { gradientSign } from "./gradientSign";

export const handWrittenRules: readonly SourceRule[] = [gradientSign];
