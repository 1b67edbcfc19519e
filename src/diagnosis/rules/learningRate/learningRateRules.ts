import type { SourceRule } from "../../rule";
import { betasSwapped } from "./betasSwapped";
import { misplacedArgument } from "./misplacedArgument";
import { rateAsShare } from "./rateAsShare";
import { rateOutOfRange } from "./rateOutOfRange";
import { shareLongerThanRun } from "./shareLongerThanRun";

export const learningRateRules: readonly SourceRule[] = [
  rateOutOfRange,
  misplacedArgument,
  rateAsShare,
  betasSwapped,
  shareLongerThanRun,
];
