/** Definitions such as the modules of a training repository are full of; `#` stands for a number that makes their names differ. */
const definitions: readonly string[] = [
  `def collate_#(batch, pad_id=0, max_length=512):
    """Pads the sequences of a batch to the same length."""
    lengths = [min(len(item["input_ids"]), max_length) for item in batch]
    longest = max(lengths, default=0)
    input_ids = torch.full((len(batch), longest), pad_id, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.bool)
    for row, (item, length) in enumerate(zip(batch, lengths)):
        input_ids[row, :length] = torch.as_tensor(item["input_ids"][:length])
        mask[row, :length] = True
    labels = {key: torch.stack([item[key] for item in batch]) for key in ("label", "weight") if key in batch[0]}
    return {"input_ids": input_ids, "attention_mask": mask, **labels}
`,
  `class Block#(nn.Module):
    """Attention and a feed-forward network, each with a residual connection."""

    def __init__(self, dim, heads=8, ratio=4.0, dropout=0.1, norm=nn.LayerNorm):
        super().__init__()
        self.norm1 = norm(dim)
        self.attention = nn.MultiheadAttention(dim, heads, dropout=dropout, batch_first=True)
        self.norm2 = norm(dim)
        hidden = int(dim * ratio)
        self.feed_forward = nn.Sequential(nn.Linear(dim, hidden), nn.GELU(), nn.Dropout(dropout), nn.Linear(hidden, dim))
        self.scale = nn.Parameter(torch.ones(dim) * 1e-5)

    def forward(self, x, mask=None):
        normed = self.norm1(x)
        attended, _ = self.attention(normed, normed, normed, key_padding_mask=mask, need_weights=False)
        x = x + self.scale * attended
        return x + self.feed_forward(self.norm2(x))

    @torch.no_grad()
    def reset_parameters(self):
        for name, parameter in self.named_parameters():
            if parameter.dim() > 1 and "norm" not in name:
                nn.init.xavier_uniform_(parameter)
            elif name.endswith("bias"):
                nn.init.zeros_(parameter)
`,
  `def evaluate_#(model, loader, device, metrics=("accuracy", "f1"), limit=None):
    model.eval()
    totals = defaultdict(float)
    count = 0
    for index, batch in enumerate(loader):
        if limit is not None and index >= limit:
            break
        batch = {key: value.to(device, non_blocking=True) for key, value in batch.items()}
        with torch.inference_mode():
            output = model(**batch)
        predictions = output.logits.argmax(dim=-1)
        correct = (predictions == batch["label"]).float()
        totals["loss"] += output.loss.item() * len(correct)
        totals["accuracy"] += correct.sum().item()
        count += len(correct)
    results = {name: total / max(count, 1) for name, total in totals.items()}
    logger.info("evaluation #: %s", ", ".join(f"{name} {value:.4f}" for name, value in sorted(results.items())))
    return results
`,
  `class Dataset#(torch.utils.data.Dataset):
    def __init__(self, root, split="train", transform=None, cache=False):
        self.root = Path(root)
        self.split = split
        self.transform = transform or (lambda sample: sample)
        self.files = sorted(self.root.glob(f"{split}/*.json"))
        self.cache = {} if cache else None
        if not self.files:
            raise FileNotFoundError(f"no samples of {split} in {self.root}")

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        if self.cache is not None and index in self.cache:
            return self.cache[index]
        try:
            with open(self.files[index], encoding="utf-8") as handle:
                sample = json.load(handle)
        except (OSError, json.JSONDecodeError) as error:
            logger.warning("skipping %s: %s", self.files[index], error)
            return self[(index + 1) % len(self)]
        sample = self.transform(sample)
        if self.cache is not None:
            self.cache[index] = sample
        return sample
`,
  `def add_arguments_#(parser):
    group = parser.add_argument_group("data #")
    group.add_argument("--data-#", type=str, default="data/part#", help="folder of the samples")
    group.add_argument("--workers-#", type=int, default=4)
    group.add_argument("--shuffle-#", action="store_true")
    group.add_argument("--crop-#", type=float, nargs=2, default=(0.08, 1.0), metavar=("MIN", "MAX"))
    return parser
`,
];

/** What trains: few of a long file's functions do. */
const trainings: readonly string[] = [
  `def train_#(args, model, loader, device):
    decay = [p for n, p in model.named_parameters() if p.dim() > 1]
    rest = [p for n, p in model.named_parameters() if p.dim() <= 1]
    groups = [{"params": decay, "weight_decay": args.weight_decay}, {"params": rest, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=args.lr, betas=(0.9, 0.95), eps=1e-8)
    warmup = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor=0.01, total_iters=500)
    cosine = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=9500, eta_min=1e-6)
    scheduler = torch.optim.lr_scheduler.SequentialLR(optimizer, [warmup, cosine], milestones=[500])
    scaler = torch.cuda.amp.GradScaler(enabled=args.amp)
    for epoch in range(args.epochs):
        model.train()
        for step, batch in enumerate(loader):
            with torch.autocast("cuda", enabled=args.amp):
                loss = model(**{key: value.to(device) for key, value in batch.items()}).loss / args.accumulation
            scaler.scale(loss).backward()
            if (step + 1) % args.accumulation == 0:
                scaler.unscale_(optimizer)
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                scaler.step(optimizer)
                scaler.update()
                optimizer.zero_grad(set_to_none=True)
                scheduler.step()
        evaluate_1(model, loader, device)
    return model
`,
  `class Trainer#:
    def __init__(self, model, lr=0.1, momentum=0.9, milestones=(30, 60, 90)):
        self.model = model
        self.lr = lr
        self.optimizer = optim.SGD(model.parameters(), lr=self.lr, momentum=momentum, nesterov=True)
        self.scheduler = MultiStepLR(self.optimizer, milestones=list(milestones), gamma=0.1)

    def fit(self, loader, epochs=100):
        for epoch in range(epochs):
            for images, targets in loader:
                self.optimizer.zero_grad()
                loss = F.cross_entropy(self.model(images), targets)
                loss.backward()
                self.optimizer.step()
            self.scheduler.step()
`,
];

const head = `import argparse
import json
import logging
import math
from collections import defaultdict
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.optim.lr_scheduler import MultiStepLR

logger = logging.getLogger(__name__)


`;

const tail = `def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lr", type=float, default=3e-4)
    parser.add_argument("--weight-decay", type=float, default=0.1)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--accumulation", type=int, default=4)
    parser.add_argument("--amp", action="store_true")
    args = parser.parse_args()
    model = nn.Sequential(*[Block1(256) for _ in range(12)])
    loader = torch.utils.data.DataLoader(Dataset3("data"), batch_size=32, collate_fn=collate_0)
    train_0(args, model, loader, torch.device("cuda"))


if __name__ == "__main__":
    main()
`;

/** A file, and how many optimizers it is expected to configure. */
export interface TrainingFile {
  readonly text: string;
  readonly optimizers: number;
}

/** A module of about so many lines with so many optimizers, spread over it evenly. */
export function trainingFile(lines: number, optimizers: number): TrainingFile {
  const parts: string[] = [head];
  let length = lineCount(head) + lineCount(tail);
  let written = 0;
  for (let index = 0; length < lines; index++) {
    const isDue = written < optimizers && length >= (written * lines) / optimizers;
    const template = isDue ? trainings[written % trainings.length] : definitions[index % definitions.length];
    const part = `${template.replaceAll("#", String(isDue ? written : index))}\n\n`;
    if (isDue) written++;
    parts.push(part);
    length += lineCount(part);
  }
  return { text: parts.join("") + tail, optimizers: written };
}

function lineCount(text: string): number {
  return text.split("\n").length - 1;
}
