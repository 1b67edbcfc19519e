import { sourceRule } from "../../rule";
import { eventsOf, happensWith, isAround, isInside } from "./eventOrder";

/** A module that is replaced after its parameters were given to the optimizer. */
export const parametersReplaced = sourceRule(
  {
    id: "loop/parameters-replaced",
    severity: "error",
    title: "Parameters are replaced after the optimizer was given them",
    messages: {
      replaced:
        "{what} is made anew after the optimizer was given the parameters: the new ones are not among them and stay as they were initialised, however long the training.",
    },
    fixes: { move: "Make the optimizer behind it" },
    documentation: {
      what: "`model.fc = nn.Linear(…)` or `model = Net()` stands between the creation of the optimizer and the training loop.",
      why: "An optimizer holds the very tensors that `model.parameters()` gave when it was made. A module that is assigned later has new tensors, which are not among them. `backward()` works out their gradients all the same, and no step is ever made: a new last layer keeps its random weights.",
      ignore: "Where the new module is meant to stay as it is.",
      sources: ["torch 2.13.0, torch/optim/optimizer.py, Optimizer.add_param_group"],
      example: {
        path: "train.py",
        before: `import torch
from torch import nn
from torchvision.models import resnet18

model = resnet18(weights="DEFAULT")
optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
model.fc = nn.Linear(512, 10)
for x, y in loader:
    optimizer.zero_grad()
    criterion(model(x), y).backward()
    optimizer.step()
`,
        after: `import torch
from torch import nn
from torchvision.models import resnet18

model = resnet18(weights="DEFAULT")
model.fc = nn.Linear(512, 10)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
for x, y in loader:
    optimizer.zero_grad()
    criterion(model(x), y).backward()
    optimizer.step()
`,
      },
    },
  },
  function* ({ configuration: { loop } }, { edits }) {
    for (const pass of loop?.passes ?? []) {
      const steps = eventsOf(pass, "step");
      if (eventsOf(pass, "addParameters").length > 0) continue;
      for (const create of eventsOf(pass, "create")) {
        for (const replace of eventsOf(pass, "replace")) {
          const step = steps.find((it) => it.at > replace.at && it.at > create.at);
          const isCertain = step && isAround(replace, step) && happensWith(replace, step) && isAround(create, replace);
          const isAnew = eventsOf(pass, "create").some((it) => it !== create && it.at > replace.at);
          if (replace.at < create.at || !isCertain || isAnew || steps.some((it) => it.at < replace.at)) continue;
          const between = { ...create.statement, line: create.statement.endLine, column: create.statement.endColumn };
          const passage = { ...between, endLine: replace.statement.line, endColumn: replace.statement.column };
          const name = loop?.name ?? null;
          const isUsed = name === null || edits.textOf(passage).includes(name) || !isInside(passage, passage);
          const isFree = !isUsed && replace.statement.line > create.statement.endLine;
          yield {
            message: "replaced",
            values: { what: replace.what },
            at: replace.range,
            related: [
              { range: create.range, message: { template: "Here the optimizer is given the parameters.", values: {} } },
            ],
            fixes: [
              {
                title: "move",
                edits: isFree ? edits.moveAfter(create.statement, replace.statement) : null,
                isSafe: true,
              },
            ],
          };
        }
      }
    }
  },
);
