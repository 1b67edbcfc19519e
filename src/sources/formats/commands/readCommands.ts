import type { SourceReading } from "../../configuration";
import { linePositions } from "../../linePositions";
import type { SourceText } from "../../readSource";
import { commandOptions } from "../../shell/commandOptions";
import { shellCommands } from "../../shell/shellCommands";
import { withUnknowns } from "../askedValues";
import { nothing } from "../configurationFile";
import { fairseqTrain } from "./fairseqTrain";
import { huggingFace } from "./huggingFace";
import { llmc } from "./llmc";
import { megatron } from "./megatron";
import type { CommandFormat, ProgramCommand } from "./programCommand";
import { timmTrain } from "./timmTrain";

/** In the order in which they are tried. */
const formats: readonly CommandFormat[] = [megatron, llmc, fairseqTrain, timmTrain, huggingFace];

/** Reads the optimizers of the trainings that a shell script starts. Of all its other commands it says nothing. Never throws. */
export function readCommands({ text: script, answers }: Pick<SourceText, "text" | "answers">): SourceReading {
  const lines = linePositions(script);
  const readings = shellCommands(script).map((command): SourceReading => {
    const program: ProgramCommand = {
      words: command.words.map(({ text }) => text),
      options: commandOptions(command, lines),
      range: lines.range(command.from, command.to),
      asked: { answers, unknowns: [] },
    };
    const reading = formats.find((format) => format.recognises(program))?.read(program) ?? nothing;
    return withUnknowns(reading, program.asked);
  });
  return {
    configurations: readings.flatMap(({ configurations }) => configurations),
    issues: readings.flatMap(({ issues }) => issues),
  };
}
