"""Records the gradients of a training run, which "Optimizer: Replay Gradients…" feeds to any optimizer.

It writes gradients.npy, one row a step, and initial.npy, the parameters before the first step, beside itself. The tensors
have the shapes 8x2,8,1x8,1.
"""

from pathlib import Path

import numpy as np
import torch
from torch import nn

torch.manual_seed(0)

# Two rings of points, one a class.
angle = 2 * torch.pi * torch.rand(1000)
label = torch.randint(0, 2, (1000,))
radius = 1.0 + label + 0.2 * torch.randn(1000)
points = torch.stack([radius * angle.cos(), radius * angle.sin()], dim=1)

model = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
loss_function = nn.BCEWithLogitsLoss()
optimizer = torch.optim.AdamW(model.parameters(), lr=0.03, weight_decay=0.05)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=300)


def flat(tensors):
    """All values in one vector, tensor by tensor."""
    return torch.cat([tensor.detach().reshape(-1) for tensor in tensors]).numpy()


initial = flat(model.parameters())
gradients = []
for step in range(300):
    batch = torch.randint(0, len(points), (20,))
    optimizer.zero_grad()
    loss = loss_function(model(points[batch]).squeeze(1), label[batch].float())
    loss.backward()
    gradients.append(flat(parameter.grad for parameter in model.parameters()))
    optimizer.step()
    scheduler.step()

folder = Path(__file__).parent
np.save(folder / "gradients.npy", np.stack(gradients))
np.save(folder / "initial.npy", initial)
print(f"recorded {len(gradients)} gradients of {initial.size} parameters, last loss {loss.item():.4f}")
