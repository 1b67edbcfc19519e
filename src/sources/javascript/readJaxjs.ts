import { bindGiven } from "../arguments/bindCall";
import { findOptimizer } from "../catalogue/findEntry";
import type { OptimizerConfiguration, ReadValue, SourceIssue, SourceReading } from "../configuration";
import { callLanguage } from "./bindArguments";
import type { JavascriptSource } from "./javascriptSource";
import { callParts, named, namedOptions, type ScopedArgument } from "./jaxjsArguments";
import { aliases, type Chain, composedOptimizer, jaxjsName, readChain, readCompanions } from "./jaxjsChain";
import { JAXJS_ROOT } from "./resolvePath";
import type { Call, Scope } from "./scopes";

/** A call with the full name of what is called. */
export interface NamedCall {
  readonly call: Call;
  readonly path: string | null;
}

/** Reads the optimizers that a file makes with jax-js: `adam(0.01)`, alone or in a chain, and chains of the parts that make them. */
export function readJaxjs(called: readonly NamedCall[], source: JavascriptSource): SourceReading {
  const calls = called.flatMap(({ call, path }) => {
    const name = jaxjsName(path);
    return name === null ? [] : [{ call, name }];
  });
  const chains = new Map(
    calls.flatMap(({ call, name }) => (name === "chain" ? [[call, readChain(call, source)] as const] : [])),
  );
  const configurations: OptimizerConfiguration[] = [];
  const issues: SourceIssue[] = [];
  for (const { call, name } of calls) {
    const chain = chains.get(call);
    if (aliases.has(name)) configurations.push(...readAlias(name, call, [...chains.values()], source));
    if (chain === undefined) continue;
    const read = readComposed(chain, source);
    configurations.push(...read.configurations);
    issues.push(...read.issues);
  }
  return { configurations, issues };
}

function readAlias(name: string, call: Call, chains: readonly Chain[], source: JavascriptSource) {
  const [rate, options] = callParts(call);
  const given = [...named("learningRate", rate, call.scope), ...namedOptions(options, call.scope, source)];
  const around = chains.find(({ parts }) => parts?.some((part) => part.call.node.from === call.node.from));
  const companions = around?.parts ? readCompanions(around.parts, call, source) : null;
  return configurationOf({ name, call, given, known: {} }, companions, source);
}

/** A chain without an optimizer in it that is made by a single call; one that is none at all, such as clipping alone, is left out. */
function readComposed({ call, parts }: Chain, source: JavascriptSource): SourceReading {
  const nothing: SourceReading = { configurations: [], issues: [] };
  if (parts === null || parts.some(({ name }) => name === null || name === "chain" || aliases.has(name)))
    return nothing;
  if (!parts.some(({ name }) => name?.startsWith("scale"))) return nothing;
  const composed = composedOptimizer(parts, source);
  if (composed === null) {
    const message = "This chain cannot be simulated yet.";
    return { configurations: [], issues: [{ severity: "information", message, range: source.rangeOf(call.node) }] };
  }
  const last = composed.parts[composed.parts.length - 1];
  const rest = parts.filter((part) => part === last || !composed.parts.includes(part));
  const companions = readCompanions(rest, last.call, source);
  const { name, arguments: given, known } = composed;
  return { configurations: configurationOf({ name, call, given, known }, companions, source), issues: [] };
}

interface GivenOptimizer {
  readonly name: string;
  /** What is said to be the optimizer. */
  readonly call: Call;
  readonly given: readonly ScopedArgument[];
  readonly known: Readonly<Record<string, ReadValue>>;
}

function configurationOf(
  { name, call, given, known }: GivenOptimizer,
  companions: Pick<OptimizerConfiguration, "clipping" | "unresolved" | "issues"> | null,
  source: JavascriptSource,
): readonly OptimizerConfiguration[] {
  const entry = findOptimizer(`${JAXJS_ROOT}.${name}`);
  if (entry === undefined) return [];
  const scopes = new Map(given.flatMap(({ value, scope }): [number, Scope][] => (value ? [[value.from, scope]] : [])));
  const language = callLanguage(({ from }) => scopes.get(from) ?? call.scope, source);
  const bound = bindGiven(entry, call.node, { arguments: given, known }, language);
  return [
    {
      framework: entry.framework,
      optimizer: entry.name,
      name: null,
      range: source.rangeOf(call.node),
      hyperparameters: bound.hyperparameters,
      schedule: null,
      clipping: companions?.clipping ?? null,
      groups: [],
      rule: null,
      simulation: {},
      unresolved: [...bound.unresolved, ...(companions?.unresolved ?? [])],
      issues: [...bound.issues, ...(companions?.issues ?? [])],
    },
  ];
}
