import type { SourceRule } from "../../rule";
import { betasSwapped } from "./betasSwapped";
import { implausibleRate } from "./implausibleRate";
import { misplacedArgument } from "./misplacedArgument";
import { rateAsShare } from "./rateAsShare";
import { shareLongerThanRun } from "./shareLongerThanRun";

export const learningRateRules: readonly SourceRule[] = [
  implausibleRate,
  misplacedArgument,
  rateAsShare,
  betasSwapped,
  shareLongerThanRun,
];
