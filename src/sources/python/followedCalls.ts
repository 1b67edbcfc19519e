import type { PythonModules } from "./modules/pythonModules";
import type { Scope } from "./scopes";

/**
 * Parameters that are looked up behind calls into other files while one file is read. Small helpers are called from everywhere, within one another, and each
 * lookup may lead to many.
 */
const MAXIMUM_LOOKUPS = 500;

interface Followed {
  left: number;
  /** What is being followed, further out: a helper is not followed into itself. */
  readonly open: Set<Scope>;
}

const followedFrom = new WeakMap<PythonModules, Followed>();

function followedBy(modules: PythonModules): Followed {
  const followed = followedFrom.get(modules) ?? { left: MAXIMUM_LOOKUPS, open: new Set() };
  followedFrom.set(modules, followed);
  return followed;
}

/**
 * Finds something out behind a call of a function or class of another file.
 *
 * @returns null where too much has been followed already
 */
export function followCall<Found>(called: Scope, find: () => Found): Found | null {
  const { left, open } = followedBy(called.file.source.modules);
  if (left <= 0 || open.has(called)) return null;
  open.add(called);
  try {
    return find();
  } finally {
    open.delete(called);
  }
}

/** Whether a parameter of a function may still be looked up; each that is asked for behind a call into another file counts. */
export function mayLookUp(function_: Scope): boolean {
  const followed = followedBy(function_.file.source.modules);
  return followed.open.size === 0 || followed.left-- > 0;
}
