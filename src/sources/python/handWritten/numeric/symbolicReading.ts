import type { SyntaxNode } from "@lezer/common";
import type { NodeIndex, NumericOperation } from "../../../numericProgram";
import { assignmentsOf } from "../../assignments";
import { callArguments } from "../../callArguments";
import { indexOf } from "../../fileIndex";
import { functionParameters } from "../../functionParameters";
import { childrenOf, type PythonSource } from "../../pythonSource";
import { readValue } from "../../pythonValue";
import { resolvePaths } from "../../resolvePath";
import { soleAssignment } from "../../scopes";
import { classAround } from "../surroundings";
import { isOfArrayLibrary, numericFunction } from "./arrayFunctions";
import type { ProgramBuilder } from "./programBuilder";

/** What names stand for where an expression is: null for what cannot be tried out. */
export type Environment = Map<string, NodeIndex | null>;

/** What a reading asks of the loop around it. */
export interface SymbolicContext {
  readonly source: PythonSource;
  readonly builder: ProgramBuilder;
  /** What is known of the iteration: names of the file are looked up here when a function does not have them. */
  readonly names: Environment;
  /** What a name stands for that no statement so far has given a value. */
  outside(key: string, node: SyntaxNode): NodeIndex | null;
  /** Whether an expression that is not understood stands for a number of its own, even one that depends on the parameter. */
  readonly takesAnything: boolean;
}

/** Functions within one another that are looked into. */
const MAXIMUM_CALLS = 8;
/** Expressions within one another, and within the functions that they call. */
const MAXIMUM_DEPTH = 60;
/** Expressions that are read for one program; it bounds the work on hostile text. */
const MAXIMUM_WORK = 3000;

const operators: Readonly<Record<string, NumericOperation>> = {
  "+": "+",
  "-": "-",
  "*": "*",
  "/": "/",
  "**": "^",
  "@": "matrixProduct",
};

/** The text by which a variable, an attribute or an entry is known. */
export function keyOf(node: SyntaxNode, source: PythonSource): string {
  return source
    .textOf(node)
    .replace(/\s/g, "")
    .replace(/\.(?:data|value)$/, "");
}

/** Reads expressions and statements of one iteration as nodes of a program. */
export class SymbolicReading {
  private work = MAXIMUM_WORK;
  private depth = 0;

  constructor(private readonly context: SymbolicContext) {}

  /** The node for an expression; null where it holds what cannot be tried out. */
  read(node: SyntaxNode, own: Environment = this.context.names, calls = 0): NodeIndex | null {
    if (this.work-- <= 0 || this.depth >= MAXIMUM_DEPTH) return null;
    this.depth += 1;
    const known = this.readKnown(node, own, calls);
    this.depth -= 1;
    return known ?? this.readOpaque(node, own);
  }

  /** The nodes for the parts of an expression that gives several values. */
  readParts(node: SyntaxNode, own: Environment, calls = 0): readonly (NodeIndex | null)[] {
    if (node.name === "TupleExpression" || node.name === "ArrayExpression") {
      const parts = childrenOf(node).filter(({ name }) => !["(", ")", "[", "]", ","].includes(name));
      return parts.map((part) => this.read(part, own, calls));
    }
    if (node.name !== "CallExpression") return [];
    const called = this.calledFunction(node);
    const returned = called && this.run(called, node, own, calls);
    if (!returned) return [];
    return returned.values.map((value) => this.read(value, returned.names, calls + 1));
  }

  /** Takes over what an assignment does to names. */
  assign(statement: SyntaxNode, own: Environment, calls = 0): void {
    const { source } = this.context;
    if (statement.name === "UpdateStatement") {
      const [target, operator, value] = childrenOf(statement);
      if (value === undefined) return;
      const name = operators[source.textOf(operator).slice(0, -1)];
      const made =
        name === undefined
          ? null
          : this.context.builder.operation(name, [this.read(target, own, calls), this.read(value, own, calls)]);
      this.give(target, made, own);
      return;
    }
    for (const { target, value, element } of assignmentsOf(statement)) {
      const made =
        value !== null
          ? this.read(value, own, calls)
          : element === null
            ? null
            : (this.readParts(element.whole, own, calls)[element.index] ?? null);
      this.give(target, made, own);
    }
  }

  give(target: SyntaxNode, value: NodeIndex | null, own: Environment): void {
    const key = keyOf(target, this.context.source);
    for (const other of own.keys()) if (other.startsWith(`${key}[`) || other.startsWith(`${key}.`)) own.delete(other);
    own.set(key, value);
    // An entry that is written makes the whole another one.
    const whole = /^([^[]+)\[/.exec(key)?.[1];
    if (whole !== undefined) own.set(whole, null);
  }

  private readKnown(node: SyntaxNode, own: Environment, calls: number): NodeIndex | null {
    const { source, builder } = this.context;
    const within = (inner: SyntaxNode) => this.read(inner, own, calls);
    switch (node.name) {
      case "Number": {
        const value = readValue(node, indexOf(source).scopes.scopeOf(node), source)?.value;
        return value?.type === "integer" || value?.type === "float" ? builder.number(value.value) : null;
      }
      case "ParenthesizedExpression": {
        const inner = childrenOf(node)[1];
        return inner === undefined ? null : within(inner);
      }
      case "VariableName":
        return this.lookUp(keyOf(node, source), node, own);
      case "MemberExpression":
        return this.readMember(node, own, calls);
      case "UnaryExpression": {
        const [operator, operand] = childrenOf(node);
        const symbol = source.textOf(operator);
        if (operand === undefined || (symbol !== "-" && symbol !== "+")) return null;
        const value = within(operand);
        return symbol === "+" ? value : builder.operation("negative", [value]);
      }
      case "BinaryExpression": {
        const [left, operator, right, ...more] = childrenOf(node);
        if (right === undefined || more.length > 0) return null;
        const name = operators[source.textOf(operator)];
        if (name === undefined) return null;
        const made = this.binary(name, within(left), within(right));
        if (made !== null) builder.note(made, node);
        return made;
      }
      case "CallExpression":
        return this.readCall(node, own, calls);
      default:
        return null;
    }
  }

  private binary(name: NumericOperation, left: NodeIndex | null, right: NodeIndex | null): NodeIndex | null {
    const { builder } = this.context;
    const made = builder.operation(name, [left, right]);
    return made === null ? null : (this.asSigmoid(made) ?? made);
  }

  /** `1 / (1 + exp(-z))` is the sigmoid of z, by whose name its loss is known. */
  private asSigmoid(made: NodeIndex): NodeIndex | null {
    const { builder } = this.context;
    const at = (index: NodeIndex | undefined) => (index === undefined ? undefined : builder.nodes[index]);
    const isOne = (index: NodeIndex | undefined) => {
      const node = at(index);
      return node?.kind === "number" && node.value === 1;
    };
    const quotient = at(made);
    if (quotient?.kind !== "operation" || quotient.name !== "/" || !isOne(quotient.operands[0])) return null;
    const sum = at(quotient.operands[1]);
    if (sum?.kind !== "operation" || sum.name !== "+") return null;
    const power = sum.operands.find((operand) => !isOne(operand));
    const exponential = at(power);
    if (!sum.operands.some(isOne) || exponential?.kind !== "operation" || exponential.name !== "exp") return null;
    const exponent = at(exponential.operands[0]);
    if (exponent?.kind !== "operation" || exponent.name !== "negative") return null;
    return builder.operation("sigmoid", exponent.operands);
  }

  private readMember(node: SyntaxNode, own: Environment, calls: number): NodeIndex | null {
    const { source, builder } = this.context;
    const key = keyOf(node, source);
    const known = this.known(key, own);
    if (known !== undefined) return known;
    const [object, symbol, last] = childrenOf(node);
    if (last === undefined) return null;
    if (symbol.name === "[") {
      const [array, , property] = object.name === "MemberExpression" ? childrenOf(object) : [];
      const isShape = property !== undefined && source.textOf(property) === "shape";
      const axis = Number(source.textOf(last));
      if (!isShape || !Number.isInteger(axis)) return null;
      return builder.operation("length", [this.read(array, own, calls)], { axis });
    }
    switch (source.textOf(last)) {
      case "T":
        return builder.operation("transpose", [this.read(object, own, calls)]);
      case "size":
        return builder.operation("size", [this.read(object, own, calls)]);
      case "data":
      case "value":
        return this.read(object, own, calls);
      default:
        return object.name === "VariableName" ? this.lookUp(key, node, own) : null;
    }
  }

  private readCall(node: SyntaxNode, own: Environment, calls: number): NodeIndex | null {
    const { source, builder } = this.context;
    const callee = node.firstChild;
    if (callee === null) return null;
    const given = callArguments(node, source);
    if (given.some(({ spread, value }) => spread !== null || value === null)) return null;
    const called = this.calledFunction(node);
    if (called !== null) {
      const returned = this.run(called, node, own, calls);
      const [only, ...others] = returned?.values ?? [];
      return returned && only && others.length === 0 ? this.read(only, returned.names, calls + 1) : null;
    }
    const positional = given.flatMap(({ name, value }) => (name === null && value !== null ? [value] : []));
    const named = new Map(given.flatMap(({ name, value }) => (name !== null && value !== null ? [[name, value]] : [])));
    const text = source.textOf(callee);
    const path = resolvePaths(callee, indexOf(source).scopes.scopeOf(node), source)?.[0] ?? text;
    const last = path.slice(path.lastIndexOf(".") + 1);
    const [receiver, , property] = callee.name === "MemberExpression" ? childrenOf(callee) : [];
    const isOfLibrary = isOfArrayLibrary(path) || /^(?:abs|sum|float|pow|sigmoid|expit)$/.test(path);
    if (path === "len" && positional.length === 1) {
      return builder.operation("length", [this.read(positional[0], own, calls)], { axis: 0 });
    }
    if (!isOfLibrary && (receiver === undefined || property?.name !== "PropertyName" || path !== text)) return null;
    const operands = isOfLibrary ? positional : [receiver, ...positional];
    const name = isOfLibrary ? last : source.textOf(property);
    if (name === "reshape") return this.reshaped(operands, own, calls);
    return this.apply(name, operands, named, own, calls);
  }

  private apply(
    name: string,
    operands: readonly SyntaxNode[],
    named: ReadonlyMap<string, SyntaxNode>,
    own: Environment,
    calls: number,
  ): NodeIndex | null {
    const { source, builder } = this.context;
    const found = numericFunction(name);
    if (found === null) return null;
    const { operation, reduces, arity } = found;
    const axisNode = named.get("axis") ?? named.get("dim") ?? (reduces ? operands[arity] : undefined);
    const read = operands.slice(0, arity).map((operand) => this.read(operand, own, calls));
    if (operation === "identity") return read[0] ?? null;
    if (read.length !== arity || (!reduces && operands.length > arity)) return null;
    if ([...named.keys()].some((key) => !["axis", "dim", "keepdims", "keepdim", "dtype"].includes(key))) return null;
    if (axisNode === undefined) return builder.operation(operation, read);
    const axis = Number(source.textOf(axisNode));
    if (!reduces || !Number.isInteger(axis)) return null;
    const keeps = named.get("keepdims") ?? named.get("keepdim");
    return builder.operation(operation, read, {
      axis,
      ...(keeps !== undefined && source.textOf(keeps) === "True" ? { keepsDimensions: true } : {}),
    });
  }

  /** `reshape(-1)` and `reshape(-1, 1)`. */
  private reshaped([array, ...sizes]: readonly SyntaxNode[], own: Environment, calls: number): NodeIndex | null {
    const { source, builder } = this.context;
    const sizesText = sizes
      .map(source.textOf)
      .join(",")
      .replace(/[()\s]/g, "");
    const operation = sizesText === "-1" ? "flatten" : /^(?:-1|\w+),1$/.test(sizesText) ? "column" : null;
    return operation && array ? builder.operation(operation, [this.read(array, own, calls)]) : null;
  }

  /** The function of the file, or of the class around, that a call calls. */
  private calledFunction(call: SyntaxNode): SyntaxNode | null {
    const { source } = this.context;
    const callee = call.firstChild;
    if (callee === null) return null;
    const index = indexOf(source);
    if (callee.name === "VariableName") {
      const name = source.textOf(callee);
      const number = index.definitions.count(name);
      const [only] = (number === 1 && index.definitions.get(name)) || [];
      if (number > 0) return only?.name === "FunctionDefinition" ? only : null;
      const value = soleAssignment(name, index.scopes.scopeOf(call))?.value;
      return value?.name === "LambdaExpression" ? value : null;
    }
    const [object, , property] = childrenOf(callee);
    if (property?.name !== "PropertyName" || source.textOf(object) !== "self") return null;
    const home = classAround(call);
    const methods = index.definitions.get(source.textOf(property)) ?? [];
    return methods.find((method) => classAround(method)?.from === home?.from) ?? null;
  }

  /** What a function gives for names that are those of its parameters. */
  readDefinition(definition: SyntaxNode): NodeIndex | null {
    const { source, names: outer } = this.context;
    const { parameters, takesMore } = functionParameters(definition, source);
    if (takesMore) return null;
    const names: Environment = new Map(parameters.map(({ name }) => [name, this.lookUp(name, definition, outer)]));
    const [only, ...others] = this.runBody(definition, names, 0) ?? [];
    return only !== undefined && others.length === 0 ? this.read(only, names, 1) : null;
  }

  /** What a function gives back, with what its names then stand for; null where it does more than assign and return. */
  private run(
    definition: SyntaxNode,
    call: SyntaxNode,
    own: Environment,
    calls: number,
  ): { readonly values: readonly SyntaxNode[]; readonly names: Environment } | null {
    const { source } = this.context;
    const { parameters, takesMore } = functionParameters(definition, source);
    if (calls >= MAXIMUM_CALLS || takesMore) return null;
    const names: Environment = new Map();
    let position = parameters[0]?.name === "self" ? 1 : 0;
    for (const { name, value } of callArguments(call, source)) {
      const parameter = name ?? parameters[position++]?.name;
      if (parameter === undefined || value === null) return null;
      names.set(parameter, this.read(value, own, calls));
    }
    for (const { name, byDefault } of parameters) {
      if (names.has(name) || name === "self") continue;
      names.set(name, byDefault === null ? null : this.read(byDefault, own, calls));
    }
    const values = this.runBody(definition, names, calls);
    return values && { values, names };
  }

  /** Takes over the assignments of a function, up to the expressions that it gives back. */
  private runBody(definition: SyntaxNode, names: Environment, calls: number): readonly SyntaxNode[] | null {
    if (definition.name === "LambdaExpression") return definition.lastChild === null ? null : [definition.lastChild];
    for (const statement of childrenOf(definition.getChild("Body") ?? definition)) {
      switch (statement.name) {
        case "AssignStatement":
        case "UpdateStatement":
          this.assign(statement, names, calls + 1);
          break;
        case "ReturnStatement": {
          const returned = childrenOf(statement)
            .slice(1)
            .filter(({ name }) => name !== ",");
          const [only] = returned;
          if (returned.length !== 1 || only.name !== "TupleExpression") return returned;
          return childrenOf(only).filter(({ name }) => !["(", ")", ","].includes(name));
        }
        case ":":
        case "ExpressionStatement":
          break;
        default:
          return null;
      }
    }
    return null;
  }

  private known(key: string, own: Environment): NodeIndex | null | undefined {
    return own.has(key) ? own.get(key) : this.context.names.get(key);
  }

  private lookUp(key: string, node: SyntaxNode, own: Environment): NodeIndex | null {
    const known = this.known(key, own);
    if (known !== undefined) return known;
    const found = this.context.outside(key, node);
    this.context.names.set(key, found);
    return found;
  }

  /** Data that is picked out, drawn or made in a way that is not understood: an array of its own, if the parameter has no part in it. */
  private readOpaque(node: SyntaxNode, own: Environment): NodeIndex | null {
    const { source, builder, takesAnything } = this.context;
    const isCall = node.name === "CallExpression";
    if ((!isCall && node.name !== "MemberExpression") || own !== this.context.names) return null;
    if (!takesAnything && this.mayDepend(node, own)) return null;
    // What is drawn is another array every time.
    const isDrawn = isCall && !takesAnything;
    return builder.input(isDrawn ? `${keyOf(node, source)} at ${node.from}` : keyOf(node, source), "data");
  }

  private mayDepend(node: SyntaxNode, own: Environment): boolean {
    const { source, builder } = this.context;
    let may = false;
    node.cursor().iterate((inner) => {
      if (inner.name === "CallExpression") may ||= !this.isOfLibrary(inner.node);
      if (inner.name !== "VariableName" && inner.name !== "MemberExpression") return !may;
      const value = this.known(keyOf(inner.node, source), own);
      may ||= value === null || (value !== undefined && builder.depends(value));
      return !may;
    });
    return may;
  }

  /** Whether a call is one of a library's functions, or draws from a generator: it sees nothing but its arguments. */
  private isOfLibrary(call: SyntaxNode): boolean {
    const { source } = this.context;
    if (call.firstChild === null) return false;
    const path = resolvePaths(call.firstChild, indexOf(source).scopes.scopeOf(call), source)?.[0];
    const text = source.textOf(call.firstChild);
    return path !== undefined || /^(?:rng|random|np|rs|generator)\.[\w.]+$|^(?:range|len|int|min|max)$/.test(text);
  }
}
