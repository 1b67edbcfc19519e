import { Tree, TreeBuffer } from "@lezer/common";
import { parser } from "@lezer/python";

/**
 * What a statement of the module has in its text, whatever stands around it: what has not the words that are looked for need not be looked at.
 */
export interface Outline {
  /** Its names, its attributes, and the strings and whole numbers that may be keys. */
  readonly words: ReadonlySet<string>;
  /** Names and attributes in it, but for those that functions and classes are defined by. */
  readonly uses: ReadonlySet<string>;
  /** Attributes alone. */
  readonly attributes: ReadonlySet<string>;
  /** The functions and classes that it defines, methods among them. */
  readonly definitions: ReadonlySet<string>;
  /** Attributes that it may assign, and some that it does not. */
  readonly assignedAttributes: ReadonlySet<string>;
  /** Names through which it may assign an attribute or an item, and some that it does not. */
  readonly assignedRoots: ReadonlySet<string>;
  /** The kinds of its nodes. */
  readonly kinds: ReadonlySet<string>;
  /** Names and attributes of names that it calls: `torch.optim.SGD`. */
  readonly called: ReadonlySet<string>;
  /** Those that it mentions otherwise, but for the ones in imports. */
  readonly mentioned: ReadonlySet<string>;
  /** Whether it has a number that is not whole. */
  readonly hasFraction: boolean;
}

/** The outline of a statement with its place. */
export interface OutlinedStatement {
  readonly from: number;
  readonly to: number;
  readonly outline: Outline;
}

/** What the parts of a tree hold; parts that an edit leaves alone are those of the tree before, and are not looked through again. */
const outlines = new WeakMap<Tree | TreeBuffer, readonly OutlinedStatement[]>();

/**
 * The statements of a module with their outlines, comments among them, in the order of the text.
 *
 * @param text that the tree is of
 */
export function outlineStatements(tree: Tree, text: string): readonly OutlinedStatement[] {
  const statements: OutlinedStatement[] = [];
  const add = (around: Tree, offset: number): void => {
    for (const [index, part] of around.children.entries()) {
      const from = offset + around.positions[index];
      // The parser groups statements by hundreds in nodes without a name.
      if (part instanceof Tree && part.type.isAnonymous) add(part, from);
      else for (const statement of outlinesWithin(part, from, text)) statements.push(shifted(statement, from));
    }
  };
  add(tree, 0);
  return statements;
}

/** The places are relative to the start of the part. */
function outlinesWithin(part: Tree | TreeBuffer, from: number, text: string): readonly OutlinedStatement[] {
  const known = outlines.get(part);
  if (known !== undefined) return known;
  const made = part instanceof Tree ? [ofTree(part, from, text)] : ofBuffer(part, from, text);
  outlines.set(part, made);
  return made;
}

function shifted({ from, to, outline }: OutlinedStatement, by: number): OutlinedStatement {
  return { from: from + by, to: to + by, outline };
}

function ofTree(tree: Tree, start: number, text: string): OutlinedStatement {
  const outliner = new Outliner(text, start, start + tree.length);
  outliner.enter(tree.type.id, start, start + tree.length, tree.children.length === 0);
  // Without recursion, since a tree can be nested as deep as its text.
  const open = [{ tree, start, next: 0 }];
  for (let around = open.at(-1); around !== undefined; around = open.at(-1)) {
    const index = around.next++;
    if (index >= around.tree.children.length) {
      open.pop();
      continue;
    }
    const child = around.tree.children[index];
    const from = around.start + around.tree.positions[index];
    if (child instanceof TreeBuffer) enterBuffered(child, 0, child.buffer.length, from, outliner);
    else {
      if (!child.type.isAnonymous)
        outliner.enter(child.type.id, from, from + child.length, child.children.length === 0);
      open.push({ tree: child, start: from, next: 0 });
    }
  }
  return { from: 0, to: tree.length, outline: outliner.finish() };
}

/** A buffer holds small nodes one after the other, each as its type, its start, its end, and the place behind what it holds. */
function ofBuffer(part: TreeBuffer, start: number, text: string): readonly OutlinedStatement[] {
  const { buffer } = part;
  const statements: OutlinedStatement[] = [];
  for (let at = 0; at < buffer.length; at = buffer[at + 3]) {
    const [from, to] = [buffer[at + 1], buffer[at + 2]];
    const outliner = new Outliner(text, start + from, start + to);
    enterBuffered(part, at, buffer[at + 3], start, outliner);
    statements.push({ from, to, outline: outliner.finish() });
  }
  return statements;
}

function enterBuffered({ buffer }: TreeBuffer, from: number, to: number, start: number, outliner: Outliner): void {
  for (let at = from; at < to; at += 4) {
    outliner.enter(buffer[at], start + buffer[at + 1], start + buffer[at + 2], buffer[at + 3] === at + 4);
  }
}

const types = parser.nodeSet.types;

type Role =
  | "name"
  | "point"
  | "attribute"
  | "text"
  | "number"
  | "arguments"
  | "parameters"
  | "import"
  | "definition"
  | "assignment"
  | "loop"
  | "iteration";

/** What a node means for an outline, by the number of its type. */
const roles: readonly (Role | null)[] = types.map(({ name }) => {
  switch (name) {
    case "VariableName":
      return "name";
    case ".":
      return "point";
    case "PropertyName":
      return "attribute";
    case "String":
      return "text";
    case "Number":
      return "number";
    case "ArgList":
      return "arguments";
    case "ParamList":
      return "parameters";
    case "ImportStatement":
      return "import";
    case "def":
    case "class":
      return "definition";
    case "AssignOp":
    case "UpdateOp":
      return "assignment";
    case "for":
      return "loop";
    case "in":
      return "iteration";
    default:
      return null;
  }
});

const isStatement: readonly boolean[] = types.map(({ name }) => name.endsWith("Statement"));

/** Comments and mistakes, which may stand within anything. */
const isBetween: readonly boolean[] = types.map((type) => type.isSkipped || type.isError);

/** A string that `literalKey` takes for a key. */
const keyText = /^(["'])([^"'\\]*)\1$/;

/** Takes the nodes of a statement in the order of the text, the outer before the inner. */
class Outliner {
  private readonly words = new Set<string>();
  private readonly uses = new Set<string>();
  private readonly attributes = new Set<string>();
  private readonly definitions = new Set<string>();
  private readonly assignedAttributes = new Set<string>();
  private readonly assignedRoots = new Set<string>();
  private readonly kinds = new Set<string>();
  private readonly called = new Set<string>();
  private readonly mentioned = new Set<string>();
  private hasFraction = false;
  /** A copy of the statement, since a part of a string keeps all of it in memory; and outlines outlive the text. */
  private readonly copy: string;
  private readonly start: number;
  /** The name and its attributes that have just been passed; null behind anything else. */
  private path: string | null = null;
  private isPointed = false;
  /** Names and attributes since the beginning of the statement. */
  private lastNames: string[] = [];
  private lastAttributes: string[] = [];
  /** How many of them there are before the last `for`. */
  private loopStart = 0;
  /** Where the arguments or parameters end in which names are given what is no assignment. */
  private argumentsEnd = -1;
  /** Whether the next name is that of a definition. */
  private isDefined = false;
  private importEnd = -1;

  constructor(text: string, from: number, to: number) {
    this.copy = ` ${text.slice(from, to)}`;
    this.start = from - 1;
  }

  enter(type: number, from: number, to: number, isLeaf: boolean): void {
    if (isBetween[type]) return;
    this.kinds.add(types[type].name);
    if (isStatement[type]) {
      this.lastNames = [];
      this.lastAttributes = [];
      this.loopStart = 0;
    }
    switch (roles[type]) {
      case "name": {
        const name = this.textAt(from, to);
        this.words.add(name);
        if (this.isDefined) this.definitions.add(name);
        else this.uses.add(name);
        this.isDefined = false;
        this.lastNames.push(name);
        // A decorator has names alone in its path.
        const isFurther = this.path !== null && this.isPointed;
        if (!isFurther) this.endPath();
        if (from >= this.importEnd) this.beginPath(isFurther ? `${this.path}.${name}` : name);
        return;
      }
      case "point":
        this.isPointed = this.path !== null;
        return;
      case "attribute": {
        const name = this.textAt(from, to);
        this.words.add(name);
        this.uses.add(name);
        this.attributes.add(name);
        this.lastAttributes.push(name);
        if (this.path !== null && this.isPointed) this.beginPath(`${this.path}.${name}`);
        return;
      }
      case "arguments":
        if (this.path !== null) this.called.add(this.path);
        this.path = null;
        this.argumentsEnd = Math.max(this.argumentsEnd, to);
        return;
      case "import":
        this.importEnd = to;
        break;
      case "parameters":
        this.argumentsEnd = Math.max(this.argumentsEnd, to);
        break;
      case "assignment":
        if (from < this.argumentsEnd) break;
        for (const name of this.lastNames) this.assignedRoots.add(name);
        for (const name of this.lastAttributes) this.assignedAttributes.add(name);
        break;
      case "loop":
        this.loopStart = this.lastAttributes.length;
        break;
      case "iteration":
        for (const name of this.lastAttributes.slice(this.loopStart)) this.assignedAttributes.add(name);
        break;
      case "definition":
        this.isDefined = true;
        break;
      case "text": {
        const key = keyText.exec(this.textAt(from, to))?.[2];
        if (key !== undefined) this.words.add(key);
        break;
      }
      case "number": {
        const number = this.textAt(from, to);
        if (/^\d+$/.test(number)) this.words.add(String(Number(number)));
        else this.hasFraction = true;
        break;
      }
    }
    if (isLeaf) this.endPath();
  }

  finish(): Outline {
    this.endPath();
    const {
      words,
      uses,
      attributes,
      definitions,
      assignedAttributes,
      assignedRoots,
      kinds,
      called,
      mentioned,
      hasFraction,
    } = this;
    return {
      words,
      uses,
      attributes,
      definitions,
      assignedAttributes,
      assignedRoots,
      kinds,
      called,
      mentioned,
      hasFraction,
    };
  }

  private textAt(from: number, to: number): string {
    return this.copy.slice(from - this.start, to - this.start);
  }

  private beginPath(path: string): void {
    this.path = path;
    this.isPointed = false;
  }

  private endPath(): void {
    if (this.path !== null) this.mentioned.add(this.path);
    this.path = null;
  }
}
