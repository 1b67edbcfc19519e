import copy
import torch
import torch.nn.functional as F
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR

model = UNet(channels=128).cuda()
ema = copy.deepcopy(model)
optimizer = torch.optim.Adam(model.parameters(), lr=2e-4)
scheduler = LambdaLR(optimizer, lr_lambda=lambda step: min(step, 5000) / 5000)

for step in range(800_000):
    x_0 = next(batches)
    t = torch.randint(0, 1000, (x_0.shape[0],), device="cuda")
    noise = torch.randn_like(x_0)
    loss = F.mse_loss(model(q_sample(x_0, t, noise), t), noise)
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    scheduler.step()
    with torch.no_grad():
        for p, e in zip(model.parameters(), ema.parameters()):
            e.mul_(0.9999).add_(p, alpha=1 - 0.9999)
