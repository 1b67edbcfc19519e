import torch
from prodigyopt import Prodigy

optimizer = Prodigy(net.parameters(), lr=1.0, weight_decay=0.01, safeguard_warmup=True, use_bias_correction=True)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=2000)
for step in range(2000):
    optimizer.zero_grad()
    loss_of(net).backward()
    optimizer.step()
    scheduler.step()
