import type { SyntaxNode } from "@lezer/common";
import { keyOf } from "../accessPath";
import { callArguments } from "../callArguments";
import type { Expression } from "../expression";
import { childrenOf } from "../pythonSource";
import { resolvePaths } from "../resolvePath";
import { bindingScope } from "../scopes";
import { type MappingSetting, type Setting, type SettingEntry, settingAt } from "./setting";

/** Expressions nested deeper are not taken apart. */
const MAXIMUM_DEPTH = 64;

/** What the names of a configuration file hold where an expression stands. */
export interface SettingNames {
  /** What a name holds; undefined where the file does not say. */
  named(name: string): Setting | undefined;
  /** What the files that this one builds on set: `_base_`. */
  readonly base: MappingSetting | null;
  /** What another file holds by a name, where a call is given its path: `get_config("common/optim.py").SGD`. */
  attribute(path: string, name: string): Setting | undefined;
}

/** Functions that make a mapping of their arguments, besides `dict`. */
const mappingPaths: ReadonlySet<string> = new Set([
  "mmengine.ConfigDict",
  "mmengine.config.ConfigDict",
  "mmengine.Config",
  "mmengine.config.Config",
  "mmcv.ConfigDict",
  "mmcv.Config",
  "mmcv.utils.ConfigDict",
  "ml_collections.ConfigDict",
  "ml_collections.config_dict.ConfigDict",
  "ml_collections.FrozenConfigDict",
  "easydict.EasyDict",
  "addict.Dict",
  "omegaconf.OmegaConf.create",
  "types.SimpleNamespace",
  "argparse.Namespace",
]);

const copyPaths: ReadonlySet<string> = new Set(["copy.copy", "copy.deepcopy"]);

const lazyCallPaths: ReadonlySet<string> = new Set(["detectron2.config.LazyCall", "detectron2.config.lazy.LazyCall"]);

const getConfigPath = /^detectron2\.model_zoo\.(model_zoo\.)?get_config$/;

/** The key under which Detectron2 keeps what a lazy call is to call. */
export const TARGET_KEY = "_target_";

/** Takes an expression of a configuration file apart. */
export function settingOf(expression: Expression, names: SettingNames, depth = 0): Setting {
  const { node, source } = expression;
  const leaf: Setting = { kind: "value", at: expression };
  if (depth > MAXIMUM_DEPTH) return leaf;
  const inner = (part: SyntaxNode) => settingOf({ ...expression, node: part }, names, depth + 1);
  switch (node.name) {
    case "ParenthesizedExpression": {
      const [part, ...others] = childrenOf(node).filter(({ name }) => name !== "(" && name !== ")");
      return part !== undefined && others.length === 0 ? inner(part) : leaf;
    }
    case "DictionaryExpression":
      return dictionary(expression, inner);
    case "ArrayExpression":
    case "TupleExpression": {
      const items = childrenOf(node)
        .filter(({ name }) => !["(", ")", "[", "]", ","].includes(name))
        .map(inner);
      const isNested = items.some(({ kind }) => kind !== "value");
      return isNested ? { kind: "list", at: expression, items } : leaf;
    }
    case "CallExpression":
      return called(expression, inner) ?? leaf;
    case "VariableName":
      return names.named(source.textOf(node)) ?? leaf;
    case "MemberExpression":
      return member(expression, names, inner) ?? leaf;
    case "SetExpression":
    case "String":
      return baseReference(source.textOf(node), names) ?? leaf;
    default:
      return leaf;
  }
}

function dictionary(expression: Expression, inner: (node: SyntaxNode) => Setting): Setting {
  const entries = new Map<string, SettingEntry>();
  let isOpen = false;
  const { node, source } = expression;
  for (const child of childrenOf(node)) {
    const before = child.prevSibling?.name;
    if (child.name === "String" && child.nextSibling?.name === ":") {
      const value = child.nextSibling.nextSibling;
      if (value === null || value.type.isError) continue;
      entries.set(source.textOf(child).slice(1, -1), { key: { ...expression, node: child }, value: inner(value) });
    } else if (before === "**") {
      const spread = inner(child);
      if (spread.kind !== "mapping") isOpen = true;
      else for (const [key, entry] of spread.entries) entries.set(key, entry);
    } else if (child.nextSibling?.name === ":") isOpen = true;
  }
  return { kind: "mapping", at: expression, entries, isOpen };
}

function called(expression: Expression, inner: (node: SyntaxNode) => Setting): Setting | null {
  const { node, scope, source } = expression;
  const callee = node.firstChild;
  if (callee === null) return null;
  if (callee.name === "VariableName" && source.textOf(callee) === "dict" && bindingScope(scope, "dict") === null) {
    return mappingCall(expression, inner);
  }
  if (isLazyCall(expression)) {
    const [target] = callArguments(callee, source);
    if (!target?.value) return null;
    const mapping = mappingCall(expression, inner);
    const at = { ...expression, node: target.value };
    const entry: SettingEntry = { key: at, value: { kind: "value", at } };
    return { ...mapping, entries: new Map([[TARGET_KEY, entry], ...mapping.entries]) };
  }
  const paths = resolvePaths(callee, scope, source) ?? [];
  if (paths.length !== 1) return null;
  const [path] = paths;
  if (mappingPaths.has(path)) return mappingCall(expression, inner);
  const [first] = callArguments(node, source);
  if (!first?.value || first.spread !== null) return null;
  return copyPaths.has(path) ? inner(first.value) : null;
}

/** Whether a full name is that by which a class is called that is to be made later. */
export function isLazyCallPath(path: string): boolean {
  return lazyCallPaths.has(path);
}

/** Whether an expression is a lazy call of Detectron2: `LazyCall(torch.optim.SGD)(lr=0.1)`. */
export function isLazyCall({ node, scope, source }: Expression): boolean {
  const callee = node.name === "CallExpression" ? node.firstChild : null;
  if (callee?.name !== "CallExpression" || callee.firstChild === null) return false;
  return resolvePaths(callee.firstChild, scope, source)?.every(isLazyCallPath) ?? false;
}

/** What a call is given, as a mapping: `dict(mapping, name=value, **more)`. */
export function argumentMapping(expression: Expression, names: SettingNames): MappingSetting {
  return mappingCall(expression, (node) => settingOf({ ...expression, node }, names, 1));
}

function mappingCall(expression: Expression, inner: (node: SyntaxNode) => Setting): MappingSetting {
  const entries = new Map<string, SettingEntry>();
  let isOpen = false;
  for (const { name, nameNode, value, spread } of callArguments(expression.node, expression.source)) {
    if (value === null) continue;
    const setting = inner(value);
    if (name !== null) entries.set(name, { key: { ...expression, node: nameNode ?? value }, value: setting });
    else if (setting.kind !== "mapping" || spread === "*args") isOpen = true;
    else for (const [key, entry] of setting.entries) entries.set(key, entry);
  }
  return { kind: "mapping", at: expression, entries, isOpen };
}

/** `_base_.optimizer.lr`, `cfg["optimizer"]`, `get_config("common/optim.py").SGD`. */
function member(expression: Expression, names: SettingNames, inner: (node: SyntaxNode) => Setting): Setting | null {
  const { node, source } = expression;
  const key = keyOf(node, source);
  const object = node.firstChild;
  if (typeof key !== "string" || object === null) return null;
  if (object.name === "VariableName" && source.textOf(object) === "_base_") {
    return (names.base && settingAt(names.base, key)) ?? null;
  }
  const path = object.name === "CallExpression" ? configurationPath({ ...expression, node: object }) : null;
  if (path !== null) return names.attribute(path, key) ?? null;
  return settingAt(inner(object), key) ?? null;
}

/** The path that `get_config` of Detectron2 is given. */
function configurationPath({ node, scope, source }: Expression): string | null {
  const paths = (node.firstChild && resolvePaths(node.firstChild, scope, source)) ?? [];
  const [path] = callArguments(node, source);
  const isGetConfig = paths.length === 1 && getConfigPath.test(paths[0]);
  return isGetConfig && path?.value?.name === "String" ? source.textOf(path.value).slice(1, -1) : null;
}

/** `{{_base_.lr}}`, with or without quotes around. */
function baseReference(text: string, { base }: SettingNames): Setting | null {
  const path = /^(["']?)\{\{\s*_base_\.([\w.]+)\s*\}\}\1$/.exec(text)?.[2];
  if (path === undefined || base === null) return null;
  return path.split(".").reduce<Setting | undefined>(settingAt, base) ?? null;
}
