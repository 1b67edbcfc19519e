import type { MappingNode } from "../../yaml/configurationNode";
import { withUnderscores } from "../../yaml/mapping";
import { hasTimmKeys, readTimm } from "../timm";
import { type CommandFormat, commandLoading, namesFile, withSingleValues } from "./programCommand";

/** Options that take all values behind them. */
const lists = ["opt-betas", "decay-milestones", "lr-noise"];

/** timm: `train.py … --opt sgd --lr 0.4 --sched cosine --warmup-epochs 5`, or its script for several processes. Other programs take such options with other defaults. */
export const timmTrain: CommandFormat = {
  recognises: (command) =>
    namesFile(command, /^(?:train\.py|distributed_train\.sh)$/) && hasTimmKeys(optionsOf(command.options)),
  read({ options, range, asked }) {
    const root = optionsOf(options);
    return readTimm(root, range, commandLoading(root, asked));
  },
};

function optionsOf(options: MappingNode): MappingNode {
  return withUnderscores(withSingleValues(options, lists));
}
