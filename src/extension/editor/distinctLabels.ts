import type { ConfigurationLabel } from "./configurationLabel";

/**
 * What to call configurations that stand on one line: by name and learning rate, `AdamW · lr 3e-4`; those that are called the same by what
 * sets them apart besides, else by their number.
 */
export function distinctLabels(labels: readonly ConfigurationLabel[]): readonly string[] {
  const short = labels.map(({ name, gist }) => [name, ...gist.slice(0, 1)]);
  const full = labels.map(({ gist }, index) => {
    const alike = labels.filter((_, other) => isSame(short[other], short[index]));
    const shared = (entry: string) => alike.every((other) => other.gist.includes(entry));
    return [...short[index], ...gist.slice(1).filter((entry) => !shared(entry))];
  });
  return full.map((parts, index) => {
    const alike = full.flatMap((other, at) => (isSame(other, parts) ? [at] : []));
    return [...parts, ...(alike.length > 1 ? [`(${alike.indexOf(index) + 1})`] : [])].join(" · ");
  });
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.join("\n") === b.join("\n");
}
