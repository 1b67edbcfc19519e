import type { SyntaxNode } from "@lezer/common";
import type { InputRole, NodeIndex, NumericNode, NumericOperation, NumericProgram } from "../../../numericProgram";

/** Programs longer than this are not tried out, so they are not built either. */
const MAXIMUM_NODES = 400;

/** Collects the nodes of a program, equal ones once. */
export class ProgramBuilder implements NumericProgram {
  readonly nodes: NumericNode[] = [];
  private readonly known = new Map<string, NodeIndex>();
  private readonly dependents = new Set<NodeIndex>();
  private notesPlaces = true;
  private readonly places = new Map<NodeIndex, SyntaxNode>();

  number(value: number): NodeIndex | null {
    return this.add({ kind: "number", value });
  }

  input(name: string, role: InputRole): NodeIndex | null {
    return this.add({ kind: "input", name, role });
  }

  /** Null where an operand is. */
  operation(
    name: NumericOperation,
    operands: readonly (NodeIndex | null)[],
    along: { readonly axis?: number; readonly keepsDimensions?: boolean } = {},
  ): NodeIndex | null {
    if (!operands.every((operand) => operand !== null)) return null;
    return this.add({ kind: "operation", name, operands, ...along });
  }

  /** Whether a node is made of the parameter. */
  depends(index: NodeIndex): boolean {
    return this.dependents.has(index);
  }

  /** Notes which expression a node was first read from. */
  note(index: NodeIndex, node: SyntaxNode): void {
    if (this.notesPlaces && !this.places.has(index)) this.places.set(index, node);
  }

  /** What a reading gives of whose expressions none is to be changed. */
  withoutPlaces<Value>(read: () => Value): Value {
    this.notesPlaces = false;
    const value = read();
    this.notesPlaces = true;
    return value;
  }

  placeOf(index: NodeIndex): SyntaxNode | undefined {
    return this.places.get(index);
  }

  private add(node: NumericNode): NodeIndex | null {
    const key = JSON.stringify(node);
    const existing = this.known.get(key);
    if (existing !== undefined) return existing;
    if (this.nodes.length >= MAXIMUM_NODES) return null;
    const index = this.nodes.push(node) - 1;
    this.known.set(key, index);
    const isMade =
      node.kind === "operation"
        ? node.operands.some((operand) => this.dependents.has(operand))
        : node.kind === "input" && node.role === "parameter";
    if (isMade) this.dependents.add(index);
    return index;
  }
}
