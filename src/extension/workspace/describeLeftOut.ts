import { l10n } from "vscode";
import { formatCount } from "../../core/formatNumber";
import { scanLimits } from "../settings";
import type { LeftOut } from "./scanFiles";

/** What a scan has not looked at, in a sentence or two; undefined where it has looked at everything. */
export function describeLeftOut({ tooLarge, beyondLimits }: LeftOut): string | undefined {
  const { bytes, fileBytes, files } = scanLimits();
  const megabytes = (size: number) => formatCount(size / 1e6);
  const sentences: string[] = [];
  if (tooLarge > 0) {
    const largest = megabytes(fileBytes);
    sentences.push(
      tooLarge === 1
        ? l10n.t("1 file over {0} MB was left out.", largest)
        : l10n.t("{0} files over {1} MB were left out.", formatCount(tooLarge), largest),
    );
  }
  if (beyondLimits > 0) {
    sentences.push(
      l10n.t(
        "{0} files were not looked at, behind the first {1} MB or {2} files.",
        formatCount(beyondLimits),
        megabytes(bytes),
        formatCount(files),
      ),
    );
  }
  return sentences.length === 0 ? undefined : sentences.join(" ");
}
