import type { Settings } from "./differingSettings";

/** Plain data as settings named by their paths, with every value as JSON writes it: `optimizer.hyperparameters.beta1` `0.9`. */
export function flatSettings(value: unknown): Settings {
  const settings = new Map<string, string>();
  const add = (path: string, each: unknown) => {
    if (each === undefined) return;
    if (typeof each !== "object" || each === null) {
      // JSON has no number for NaN and ±∞.
      settings.set(path, typeof each === "number" ? String(each) : JSON.stringify(each));
      return;
    }
    for (const [key, inner] of Object.entries(each)) add(path === "" ? key : `${path}.${key}`, inner);
  };
  add("", value);
  return settings;
}
