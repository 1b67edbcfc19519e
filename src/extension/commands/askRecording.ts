import { l10n, type QuickPickItem, type Uri, window } from "vscode";
import { formatCount } from "../../core/formatNumber";
import { type RecordingSpecification, recordingName } from "../../core/problems/recordingSpecification";
import { formatTensorShapes, isOneVector, parseTensorShapes } from "../../core/problems/tensorShapes";
import { errorMessage } from "../../protocol/connection";
import type { RecordingChoice } from "../../recordings/readRecording";
import { chooseNpyFile } from "./chooseNpyFile";
import { readChosen } from "./readRecordings";
import type { SimulateServices } from "./simulateServices";

/** Where the choice is remembered that was made last. */
const KEY = "lastRecording";

/**
 * Shows what a file of gradients holds and lets the user go on with a single key, or say before where the parameters start and
 * how they are divided. A file that is chosen again is proposed as it was replayed last, to compare optimizers on it; any other as
 * one vector that starts at zeros.
 *
 * @returns undefined when the user leaves
 * @throws RecordingError where the file holds no gradients
 */
export async function askRecording(services: SimulateServices, file: Uri): Promise<RecordingSpecification | undefined> {
  const { contents, memory } = services;
  let choice: RecordingChoice = { gradients: file.toString(), initial: null, shapes: null };
  let recording = await readChosen(contents, choice);
  const last = memory.get<RecordingChoice>(KEY);
  if (last?.gradients === choice.gradients) await make(async () => last);
  for (;;) {
    const change = await pickNext(services, file, recording);
    if (change === undefined) return undefined;
    if (change === "replay") {
      await memory.update(KEY, choice);
      return recording;
    }
    await make(change);
  }

  async function make(change: Change): Promise<void> {
    try {
      const changed = { ...choice, ...(await change()) };
      recording = await readChosen(contents, changed);
      choice = changed;
    } catch (error) {
      // What was chosen before stays; the message does not keep the user from going on.
      void window.showErrorMessage(errorMessage(error));
    }
  }
}

/** What the user changes of a choice; nothing where they think better of it. */
type Change = () => Promise<Partial<RecordingChoice>>;

async function pickNext(
  { memory }: SimulateServices,
  file: Uri,
  { gradients, initial, tensors }: RecordingSpecification,
): Promise<Change | "replay" | undefined> {
  const [steps, parameters] = gradients.shape;
  const items: (QuickPickItem & { readonly next: Change | "replay" })[] = [
    {
      label: l10n.t("$(play) Replay"),
      description: l10n.t(
        "{0} steps × {1} parameters, {2}",
        formatCount(steps),
        formatCount(parameters),
        gradients.precision,
      ),
      next: "replay",
    },
    {
      label: l10n.t("Initial parameters…"),
      description: initial === null ? l10n.t("zeros") : recordingName(initial),
      next: chooseInitial,
    },
    ...(initial === null ? [] : [{ label: l10n.t("Start at zeros"), next: async () => ({ initial: null }) }]),
    {
      label: l10n.t("Tensor shapes…"),
      description: isOneVector(tensors) ? l10n.t("one vector") : formatTensorShapes(tensors),
      next: () => askShapes(parameters, isOneVector(tensors) ? "" : formatTensorShapes(tensors)),
    },
  ];
  const picked = await window.showQuickPick(items, {
    title: l10n.t("Replay Gradients"),
    placeHolder: recordingName(gradients),
    ignoreFocusOut: true,
  });
  return picked?.next;

  async function chooseInitial(): Promise<Partial<RecordingChoice>> {
    const chosen = await chooseNpyFile(l10n.t("Initial Parameters"), { memory, beside: file });
    return chosen ? { initial: chosen.toString() } : {};
  }
}

async function askShapes(parameters: number, shown: string): Promise<Partial<RecordingChoice>> {
  const text = await window.showInputBox({
    title: l10n.t("Tensor Shapes"),
    prompt: l10n.t("Divides the {0} parameters into tensors, such as 4x5,7", formatCount(parameters)),
    value: shown,
    placeHolder: l10n.t("One vector"),
    ignoreFocusOut: true,
    validateInput: (typed) => {
      try {
        if (typed !== "") parseTensorShapes(typed, parameters);
        return null;
      } catch (error) {
        return errorMessage(error);
      }
    },
  });
  return text === undefined ? {} : { shapes: text === "" ? null : text };
}
