import type { MessageValues } from "../../message";
import { sourceRule } from "../../rule";
import { eventsOf, excludes, happensWith, inSameLoops, isBetween } from "./eventOrder";
import { optimizerOf } from "./stepText";

/** With a GradScaler the gradients are as many times too long as its factor until `unscale_`. */
export const clipBeforeUnscale = sourceRule(
  {
    id: "loop/clip-before-unscale",
    severity: "error",
    title: "Gradients are clipped while they are still scaled",
    messages: {
      counted:
        "The gradients are still multiplied by the scale, {scale} at the start, when they are compared with the limit of {limit}: a gradient longer than {real} is clipped, and so is practically every one.",
      uncounted:
        "The gradients are still multiplied by the scale of {scaler} when they are clipped: the limit is compared with gradients that are as many times too large, and practically every one is clipped.",
    },
    fixes: { insert: "Insert {call}" },
    documentation: {
      what: "`clip_grad_norm_` or `clip_grad_value_` is called between `scaler.scale(loss).backward()` and `scaler.step(optimizer)`, without `scaler.unscale_(optimizer)` before it.",
      why: "A `GradScaler` starts from a factor of 65,536. A gradient of length 1 is then 65,536 long when it is compared with `max_norm=1.0`: it is cut to 1, and `scaler.step` divides that by 65,536. Every step is made with a gradient of length 1.5e-5 at most, and the length changes whenever the factor does.",
      formula: "limit of the true gradient = max_norm / scale",
      ignore: "Where the limit itself is multiplied by `scaler.get_scale()`.",
      sources: [
        "PyTorch documentation, notes/amp_examples, Gradient clipping",
        "https://github.com/milesial/Pytorch-UNet/issues/468",
        "https://github.com/pytorch/examples/issues/1196",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
scaler = torch.amp.GradScaler("cuda")
for x, y in loader:
    optimizer.zero_grad()
    with torch.autocast("cuda"):
        loss = criterion(model(x), y)
    scaler.scale(loss).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    scaler.step(optimizer)
    scaler.update()
`,
        after: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
scaler = torch.amp.GradScaler("cuda")
for x, y in loader:
    optimizer.zero_grad()
    with torch.autocast("cuda"):
        loss = criterion(model(x), y)
    scaler.scale(loss).backward()
    scaler.unscale_(optimizer)
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    scaler.step(optimizer)
    scaler.update()
`,
      },
    },
  },
  function* ({ configuration: { loop, lossScaling } }, { edits }) {
    for (const pass of loop?.passes ?? []) {
      for (const step of eventsOf(pass, "step")) {
        const { scaler } = step;
        if (scaler === null) continue;
        const clips = eventsOf(pass, "clip").filter((it) => it.isOwn || (pass.isOnlyOptimizer && !loop?.isHandedOn));
        for (const clip of clips) {
          const isNear = clip.at < step.at && inSameLoops(clip, step) && !excludes(clip, step);
          if (!isNear || clip.unscales || isBetween(pass, clip.at, step.at, ["step"])) continue;
          const gradients = eventsOf(pass, "backward").filter((it) => it.at < clip.at && !excludes(it, clip));
          const scaled = gradients[gradients.length - 1];
          if (!scaled?.isScaled || !inSameLoops(scaled, clip)) continue;
          const isUnscaled = eventsOf(pass, "unscale").some(({ at }) => at > scaled.at && at < clip.at);
          // `max_norm * scaler.get_scale()` knows of the factor.
          if (isUnscaled || /scale/i.test(edits.textOf(clip.range))) continue;
          const later = eventsOf(pass, "unscale").find((it) => it.at > clip.at && it.at < step.at);
          const name = optimizerOf(step, edits);
          const call = `${scaler}.unscale_(${name})`;
          const insert = happensWith(clip, step) || happensWith(step, clip);
          const fixes = [
            {
              title: "insert",
              values: { call },
              edits:
                name === null || !insert
                  ? null
                  : later === undefined
                    ? edits.insertLineBefore(clip.statement, call)
                    : edits.moveBefore(later.statement, clip.statement),
              isSafe: true,
            },
          ] as const;
          const related = [{ range: scaled.range, message: { template: "Here the loss is scaled.", values: {} } }];
          const { limit } = clip;
          const scale = lossScaling?.initialScale;
          const isCounted = limit !== null && scale !== undefined;
          const values: MessageValues = isCounted ? { scale, limit, real: limit / scale } : { scaler };
          yield { message: isCounted ? "counted" : "uncounted", values, at: clip.range, related, fixes };
        }
      }
    }
  },
);
