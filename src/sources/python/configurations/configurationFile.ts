import type { SyntaxNode } from "@lezer/common";
import { accessPath } from "../accessPath";
import { assignmentsOf } from "../assignments";
import type { Expression } from "../expression";
import { followImport } from "../modules/followImport";
import { childrenOf, type PythonSource } from "../pythonSource";
import { readValue } from "../pythonValue";
import { nameIn, type Scope } from "../scopes";
import { mergeMappings } from "./mergeMappings";
import { type MappingSetting, type Setting, settingAt, withEntry } from "./setting";
import { argumentMapping, type SettingNames, settingOf } from "./settingExpression";

/** What a file of configuration sets when all of it has run. */
export interface ConfigurationFile {
  /** What it holds by a name, be it from a file that it builds on or imports from. */
  setting(name: string): Setting | undefined;
  /** Whether the file itself assigns a name, or changes what it holds. */
  sets(name: string): boolean;
  /** All that it and the files that it builds on set, by name. */
  readonly entries: MappingSetting["entries"];
  /** Files that it builds on and that are not there. */
  readonly missing: readonly MissingFile[];
}

export interface MissingFile {
  readonly path: string;
  readonly at: Expression;
}

const nothing: ConfigurationFile = { setting: () => undefined, sets: () => false, entries: new Map(), missing: [] };

/** Folders of the folders above in which `get_config` finds its files. */
const configurationFolders = ["configs"];

/** Statements of which it is not known whether they are run, or how often. */
const uncertain: ReadonlySet<string> = new Set([
  "IfStatement",
  "ForStatement",
  "WhileStatement",
  "TryStatement",
  "MatchStatement",
]);

/** Reads configuration files, each once, with those that they build on. Nothing is executed: what is no plain assignment has no value. */
export class ConfigurationFiles {
  private readonly known = new Map<string | null, ConfigurationFile>();

  /** What a file sets; nothing while it is being read, where files build on each other in a circle. */
  of(source: PythonSource, scope: Scope): ConfigurationFile {
    const known = this.known.get(source.file);
    if (known !== undefined) return known;
    this.known.set(source.file, nothing);
    const file = new FileReader(source, scope, this).read();
    this.known.set(source.file, file);
    return file;
  }
}

/** Follows the statements of one file in their order. */
class FileReader implements SettingNames {
  base: MappingSetting | null = null;
  private readonly own = new Map<string, Setting>();
  private readonly missing: MissingFile[] = [];

  constructor(
    private readonly source: PythonSource,
    private readonly scope: Scope,
    private readonly files: ConfigurationFiles,
  ) {}

  read(): ConfigurationFile {
    for (const statement of childrenOf(this.source.tree.topNode)) this.follow(statement);
    const own: MappingSetting = {
      kind: "mapping",
      at: this.place(this.source.tree.topNode),
      entries: new Map([...this.own].map(([name, value]) => [name, { key: value.at, value }])),
      isOpen: false,
    };
    const { entries } = mergeMappings(own, this.base ?? { ...own, entries: new Map() });
    return {
      setting: (name) => entries.get(name)?.value ?? this.imported(name),
      sets: (name) => this.own.has(name),
      entries,
      missing: this.missing,
    };
  }

  named(name: string): Setting | undefined {
    return this.own.get(name) ?? this.imported(name);
  }

  attribute(path: string, name: string): Setting | undefined {
    const module = this.source.modules.at(path, this.source.file, configurationFolders);
    return module === null ? undefined : this.files.of(module.source, module.scopes.module).setting(name);
  }

  private follow(statement: SyntaxNode): void {
    switch (statement.name) {
      case "AssignStatement":
        for (const { target, value } of assignmentsOf(statement)) {
          if (value !== null && this.source.textOf(target) === "_base_") this.buildOn(value);
          else this.assign(target, value === null ? this.unread(statement) : this.assigned(value));
        }
        return;
      case "UpdateStatement":
        if (statement.firstChild !== null) this.assign(statement.firstChild, this.unread(statement));
        return;
      case "DeleteStatement":
        for (const target of childrenOf(statement).slice(1)) this.assign(target, null);
        return;
      case "ExpressionStatement":
        if (statement.firstChild?.name === "CallExpression") this.followCall(statement.firstChild);
        return;
      case "WithStatement": {
        // `with read_base():` of mmengine; whatever else is opened does not change what is assigned in it.
        const body = statement.getChild("Body");
        for (const inner of body === null ? [] : childrenOf(body)) this.follow(inner);
        return;
      }
      default:
        if (uncertain.has(statement.name)) this.forgetWithin(statement);
    }
  }

  /** A mapping of another file is placed where this one takes it. */
  private assigned(value: SyntaxNode): Setting {
    const setting = settingOf(this.place(value), this);
    const isForeign = setting.kind === "mapping" && setting.at.source !== this.source;
    return isForeign ? { ...setting, at: this.place(value) } : setting;
  }

  /** What is assigned in a statement that may not be run has no known value after it. */
  private forgetWithin(statement: SyntaxNode): void {
    statement.cursor().iterate(({ name, node }) => {
      if (name === "AssignStatement") {
        for (const { target } of assignmentsOf(node)) this.assign(target, this.unread(node));
      }
      if (name === "UpdateStatement" && node.firstChild !== null) this.assign(node.firstChild, this.unread(node));
      return name !== "FunctionDefinition" && name !== "ClassDefinition";
    });
  }

  /** @param setting null where the target is deleted */
  private assign(target: SyntaxNode, setting: Setting | null): void {
    const path = settingPath(target, this.source);
    if (path === null) return;
    const [name, ...keys] = path;
    if (keys.length > 0) {
      const object = this.named(name);
      if (object?.kind === "mapping") this.own.set(name, withEntry(object, keys, this.place(target), setting));
    } else if (setting === null) this.own.delete(name);
    else this.own.set(name, setting);
  }

  /** `optim_wrapper.update(optimizer=…)`, and `merge`, which goes on into what is within. */
  private followCall(call: SyntaxNode): void {
    const path = call.firstChild && settingPath(call.firstChild, this.source);
    if (!path || path.length < 2) return;
    const [name, ...keys] = path;
    const method = keys.pop();
    const object = this.named(name);
    const changed = keys.reduce<Setting | undefined>(settingAt, object);
    if (object?.kind !== "mapping" || changed?.kind !== "mapping") return;
    if (method !== "update" && method !== "merge") return;
    const at = this.place(call);
    const given = argumentMapping(at, this);
    const entries =
      method === "merge" ? mergeMappings(given, changed).entries : new Map([...changed.entries, ...given.entries]);
    const result = { ...changed, at, entries, isOpen: changed.isOpen || given.isOpen };
    this.own.set(name, keys.length === 0 ? result : withEntry(object, keys, at, result));
  }

  /** `_base_ = "other.py"`, or several. */
  private buildOn(value: SyntaxNode): void {
    const at = this.place(value);
    const read = readValue(value, this.scope, this.source)?.value;
    const listed = read?.type === "sequence" ? read.value : read === undefined ? [] : [read];
    let entries: MappingSetting["entries"] = new Map();
    for (const entry of listed) {
      if (entry.type !== "string") continue;
      const module = this.source.modules.at(entry.value, this.source.file);
      if (module === null) this.missing.push({ path: entry.value, at });
      else {
        const file = this.files.of(module.source, module.scopes.module);
        this.missing.push(...file.missing);
        entries = new Map([...entries, ...file.entries]);
      }
    }
    this.base = { kind: "mapping", at, entries, isOpen: this.missing.length > 0 };
  }

  /** What another file sets that the name is imported from. */
  private imported(name: string): Setting | undefined {
    const bindings = this.scope.bindings.get(name) ?? [];
    const paths =
      bindings.length === 0
        ? this.scope.stars.map(({ module }) => nameIn(module, name))
        : bindings.flatMap((binding) => (binding.kind === "import" ? binding.path : []));
    const found = paths.flatMap((path) => followImport(path, this.source));
    // Of several the last one holds, as it does where files are run.
    const last = found.findLast((imported) => imported.kind === "definition" && imported.value !== null);
    if (last?.kind !== "definition") return undefined;
    const setting = this.files.of(last.source, last.home).setting(last.name);
    return last.attributes.reduce<Setting | undefined>(settingAt, setting);
  }

  private place(node: SyntaxNode): Expression {
    return { node, scope: this.scope, source: this.source };
  }

  /** A statement in the place of a value that it makes in a way that is not followed. */
  private unread(statement: SyntaxNode): Setting {
    return { kind: "value", at: this.place(statement) };
  }
}

/** The name, attributes and keys of `a.b["c"]`; null where it is anything else. */
function settingPath(node: SyntaxNode, source: PythonSource): readonly [string, ...string[]] | null {
  const path = accessPath(node, source);
  const isSetting = path?.root.name === "VariableName" && path.keys.every((key) => typeof key === "string");
  return isSetting ? [source.textOf(path.root), ...path.keys.map(String)] : null;
}
