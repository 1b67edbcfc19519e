import type { SyntaxNode } from "@lezer/common";
import { childrenOf } from "../syntaxSource";
import { type JavascriptSource, unwrapped } from "./javascriptSource";
import { type Binding, bindingScope, type Scope } from "./scopes";

/** More renamings than this in a row are a circle. */
const MAXIMUM_DEPTH = 20;

/** The packages that export `train`, by name, with a version, or at the address of a content delivery network. */
const tensorflowModule = /(?:^|\/)@tensorflow\/tfjs(?:-core|-node|-node-gpu)?(?:@[^/]*)?(?:\/|$)/;

/** The package of optimizers of jax-js, likewise. */
const jaxjsModule = /(?:^|\/)@jax-js\/optax(?:@[^/]*)?(?:\/|$)/;

/** Of full names, for parts of the package of optimizers of jax-js. */
export const JAXJS_ROOT = "jax-js.optax";

/** Whether a module is TensorFlow.js. */
export function isTensorflowModule(module: string): boolean {
  return tensorflowModule.test(module);
}

/** What the full names of a module's parts begin with; null for a module that has no optimizers. */
function rootOf(module: string): string | null {
  if (isTensorflowModule(module)) return "tf";
  return jaxjsModule.test(module) ? JAXJS_ROOT : null;
}

/**
 * The full name of what an expression stands for, as a part of TensorFlow.js or of jax-js: `tf.train.adam`, `jax-js.optax.adam`. A name `tf` that the file
 * does not bind is the one that a script in the page makes global.
 *
 * @returns null where it is anything else, or may be
 */
export function resolvePath(node: SyntaxNode, scope: Scope, source: JavascriptSource, depth = 0): string | null {
  if (depth > MAXIMUM_DEPTH) return null;
  const expression = unwrapped(node);
  switch (expression.name) {
    case "VariableName":
      return resolveName(source.textOf(expression), scope, source, depth);
    case "MemberExpression": {
      const property = expression.lastChild;
      if (expression.firstChild === null || property?.name !== "PropertyName") return null;
      return joined(resolvePath(expression.firstChild, scope, source, depth + 1), source.textOf(property));
    }
    case "AwaitExpression":
      return expression.lastChild && resolvePath(expression.lastChild, scope, source, depth + 1);
    case "DynamicImport":
    case "CallExpression":
      return loadedRoot(expression, scope, source);
    default:
      return null;
  }
}

/** What `require("@tensorflow/tfjs")` and `import("@tensorflow/tfjs")` load. */
function loadedRoot(call: SyntaxNode, scope: Scope, source: JavascriptSource): string | null {
  const [callee] = childrenOf(call);
  const isRequire = callee?.name === "VariableName" && source.textOf(callee) === "require";
  if (isRequire && bindingScope(scope, "require") !== null) return null;
  if (!isRequire && call.name !== "DynamicImport") return null;
  const module = (isRequire ? call.getChild("ArgList") : call)?.getChild("String");
  return module ? rootOf(source.textOf(module).slice(1, -1)) : null;
}

function resolveName(name: string, scope: Scope, source: JavascriptSource, depth: number): string | null {
  const home = bindingScope(scope, name);
  if (home === null) return name === "tf" ? name : null;
  const bindings = (home.bindings.get(name) ?? []).filter(({ kind }) => kind !== "declaration");
  const paths = new Set(bindings.map((binding) => pathOf(binding, source, depth)));
  const [path] = paths;
  return paths.size === 1 ? path : null;
}

function pathOf(binding: Binding, source: JavascriptSource, depth: number): string | null {
  if (binding.kind === "import") {
    const root = rootOf(binding.module);
    return binding.name === null ? root : joined(root, binding.name);
  }
  if (binding.kind !== "value") return null;
  return binding.properties.reduce(joined, resolvePath(binding.value, binding.scope, source, depth + 1));
}

/** A property of what a path leads to; the module's default export is taken for the module itself. */
function joined(path: string | null, property: string): string | null {
  if (path === null) return null;
  return (path === "tf" || path === JAXJS_ROOT) && property === "default" ? path : `${path}.${property}`;
}
