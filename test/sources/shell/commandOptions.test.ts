import assert from "node:assert/strict";
import { linePositions } from "../../../src/sources/linePositions";
import { commandOptions } from "../../../src/sources/shell/commandOptions";
import { shellCommands } from "../../../src/sources/shell/shellCommands";
import type { ConfigurationNode } from "../../../src/sources/yaml/configurationNode";

function optionsOf(script: string) {
  const commands = shellCommands(script);
  return commandOptions(commands[commands.length - 1], linePositions(script)).entries.map(({ key, value }) => [
    key,
    shown(value),
  ]);
}

function shown(node: ConfigurationNode): unknown {
  const { line, column, endLine, endColumn } = node.range;
  const place = `${line}:${column}-${endLine}:${endColumn}`;
  if (node.kind === "list") return [...node.items.map(shown), place];
  return node.kind === "scalar" ? `${JSON.stringify(node.value)} ${place}` : null;
}

describe("commandOptions", () => {
  it("takes options with one value, several and none, in all their spellings", () => {
    assert.deepEqual(optionsOf("python train.py data --lr 3e-4 --betas 0.9 0.95 --amp --opt=adamw -b 8"), [
      ["lr", "0.0003 1:27-1:31"],
      ["betas", ["0.9 1:40-1:43", "0.95 1:44-1:48", "1:40-1:48"]],
      ["amp", "true 1:49-1:54"],
      ["opt", '"adamw" 1:61-1:66'],
      ["b", "8 1:70-1:71"],
    ]);
  });

  it("takes negative numbers for values, and the last of two", () => {
    assert.deepEqual(optionsOf("a --x -1 --lr 1 --lr -.5e-3"), [
      ["x", "-1 1:7-1:9"],
      ["lr", "-0.0005 1:22-1:28"],
    ]);
  });

  it("shows where a variable was assigned, and the command where a value is put together", () => {
    assert.deepEqual(optionsOf("LR=1e-4\nA=2\na --lr $LR --both $A$LR"), [
      ["lr", "0.0001 1:4-1:8"],
      ["both", "0.0021 3:1-3:24"],
    ]);
  });
});
