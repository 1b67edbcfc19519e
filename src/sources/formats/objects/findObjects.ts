import type { ConfigurationNode, MappingEntry, MappingNode } from "../../yaml/configurationNode";
import type { ObjectAt, PlacedObject } from "./configuredObject";
import { type ObjectRole, objectRole } from "./objectRole";

/** An object with what it is to a training. */
export interface FoundObject<Role extends ObjectRole = ObjectRole> extends PlacedObject {
  readonly role: Role;
}

/** A key under which an optimizer's neighbour is a schedule, whatever class the program has for it. */
const scheduleKey = /^(?:lr_?)?sched(?:uler|ule)?s?(?:_|$)|_(?:lr_)?scheduler$/;

/** The objects of a file that concern optimizers, in the order of the text; none within another. */
export function findObjects(root: MappingNode, objectAt: ObjectAt): readonly FoundObject[] {
  const found: FoundObject[] = [];
  const visit = (node: ConfigurationNode, entry: MappingEntry | null, parent: MappingNode | null) => {
    // What another file says has its lens there.
    const object = node.file === undefined ? objectAt(node) : null;
    const role = object && (objectRole(object.path) ?? neighbourRole(entry, parent, objectAt));
    if (object !== null && role !== null) {
      found.push({ ...object, role, range: entry?.range ?? node.range, key: entry?.key ?? null, parent });
    } else if (node.kind === "list") {
      for (const item of node.items) visit(item, null, parent);
    } else if (node.kind === "mapping") {
      for (const child of node.entries) visit(child.value, child, node);
    }
  };
  visit(root, null, null);
  return found;
}

/** A class of the program's own, as the schedule beside an optimizer. */
function neighbourRole(entry: MappingEntry | null, parent: MappingNode | null, objectAt: ObjectAt): ObjectRole | null {
  if (entry === null || parent === null || !scheduleKey.test(entry.key)) return null;
  const isBesideOptimizer = parent.entries.some(({ value }) => {
    const neighbour = objectAt(value);
    return neighbour !== null && objectRole(neighbour.path)?.kind === "optimizer";
  });
  return isBesideOptimizer ? { kind: "unknownSchedule" } : null;
}

/** Whether any object of a file concerns optimizers. */
export function hasObject(root: MappingNode, objectAt: ObjectAt): boolean {
  return findObjects(root, objectAt).length > 0;
}
