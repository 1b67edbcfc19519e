/** Stands in for VS Code where a part of the extension needs it for its texts alone. */
import { sayInEnglish } from "../../src/core/say";

export const l10n = { t: sayInEnglish };
