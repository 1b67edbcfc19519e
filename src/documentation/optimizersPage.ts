import { compositions, optimizers, schedules } from "../sources/catalogue/findEntry";
import { type AnyEntry, entrySection } from "./entrySection";
import { families } from "./families";
import { familyHeading, familySection } from "./familySection";
import { groupBy } from "./groupBy";
import { anchorOf, headingLink, paragraphs, plain } from "./markdown";
import { VISIBLE } from "./sameNumbers";
import { ROUNDING } from "./sameSteps";
import { TRIAL_STEPS } from "./trialSteps";

/** The path of the page in the repository. */
export const OPTIMIZERS_PAGE = "docs/optimizers.md";

const COMPARISON = "How the frameworks differ";

/** What `docs/optimizers.md` says: all that the catalogue has. */
export function optimizersPage(): string {
  const compared = families(optimizers);
  const chapters = [
    ...chaptersOf("Optimizers", optimizers),
    ...chaptersOf("Schedules", [...schedules, ...compositions]),
  ];
  const page = paragraphs(
    "# Optimizers and schedules",
    "<!-- Written from src/sources/catalogue by `npm run docs`. -->",
    `${optimizers.length} optimizers and ${schedules.length + compositions.length} schedules can be simulated. ` +
      "Their arithmetic is that of the framework's source, operation by operation; " +
      "[Fidelity](fidelity.md) says how far the numbers agree.",
    "In formulas `p` is a parameter, `g` its gradient, `lr` the learning rate, which starts from lr₀, `t` the number of the update from 1, " +
      "and `step` the same from 0. A name that is read before it is assigned keeps its value from the last update; it starts at 0 " +
      "unless a line says otherwise. ‖ ‖ and rms are taken over one tensor.",
    [
      `- ${headingLink(COMPARISON)}: ${compared.map(familyLink).join(", ")}`,
      ...chapters.map(({ heading, entries }) => `- ${headingLink(heading)}: ${entries.map(entryLink).join(", ")}`),
    ].join("\n"),
    `## ${COMPARISON}`,
    "Optimizers of the same name. The table has the defaults of the numbers that their rules read, bold where they differ.",
    `Whether the rules do the same is tried: all take ${TRIAL_STEPS} steps on a vector, down a quadratic with noise, with the same numbers and a ` +
      `learning rate that falls. Those that end less than ${ROUNDING} of the way apart count as the same, which leaves out what only matrices, longer runs or ` +
      `other values would show; options are tried one at a time. How far the others end from the first is given as a share of its way. Since numbers that are smaller, ε above ` +
      `all, are raised to ${VISIBLE} for their place to show, it says that rules differ, not how much that matters with the defaults.`,
    ...compared.map(familySection),
    ...chapters.flatMap(({ heading, entries }) => [`## ${plain(heading)}`, ...entries.map(entrySection)]),
  );
  return `${page}\n`;
}

interface Chapter {
  readonly heading: string;
  readonly entries: readonly AnyEntry[];
}

/** The entries of every framework, by its name and version. */
function chaptersOf(kind: string, entries: readonly AnyEntry[]): Chapter[] {
  return [...groupBy(entries, frameworkOf)].map(([framework, own]) => ({
    heading: `${kind} of ${framework}`,
    entries: own,
  }));
}

/** Sources begin with framework and version; native entries have papers. */
function frameworkOf({ framework, source }: AnyEntry): string {
  return framework === "native" ? "native configurations" : source.split(",", 1)[0];
}

const familyLink = (family: ReturnType<typeof families>[number]) =>
  `[${plain(family.title)}](#${anchorOf(familyHeading(family))})`;
const entryLink = ({ title, name }: AnyEntry) => `[${plain(title)}](#${anchorOf(name)})`;
