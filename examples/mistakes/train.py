"""A training loop with mistakes that people make: each is in the list of problems, with its numbers and its fix."""

import torch
from torch import nn
from torch.optim.lr_scheduler import CosineAnnealingLR

EPOCHS = 60

model = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 1))
optimizer = torch.optim.Adam(model.parameters(), lr=0.3, betas=(0.999, 0.9), weight_decay=0.01)
scheduler = CosineAnnealingLR(optimizer, T_max=40)
loss_of = nn.MSELoss()

for epoch in range(EPOCHS):
    for step in range(100):
        x = torch.randn(32, 20)
        y = x.sum(dim=1, keepdim=True)
        loss = loss_of(model(x), y)
        loss.backward()
        optimizer.step()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    scheduler.step()
