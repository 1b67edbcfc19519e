import type { RunSource } from "./runPlan";

/** `train.py:24` */
export function sourceLabel({ uri, line }: Pick<RunSource, "uri" | "line">): string {
  // An unsaved document's URI, untitled:Untitled-1, has no slash.
  const name = /[^/:]*$/.exec(uri)?.[0] ?? uri;
  return `${decodeURIComponent(name)}:${line}`;
}
