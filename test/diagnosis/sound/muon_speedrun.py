import torch
from muon import Muon

hidden = [p for p in model.blocks.parameters() if p.ndim >= 2]
other = [p for p in model.parameters() if p.ndim < 2] + [model.head.weight]
optimizer1 = Muon(hidden, lr=0.02, momentum=0.95)
optimizer2 = torch.optim.Adam(other, lr=3e-3, betas=(0.9, 0.95), fused=True)
optimizers = [optimizer1, optimizer2]

def get_lr(it):
    if it < 256:
        return (it + 1) / 256
    return 1.0 if it < 4000 else (5100 - it) / 1100

schedulers = [torch.optim.lr_scheduler.LambdaLR(opt, get_lr) for opt in optimizers]
for step in range(5100):
    for _ in range(4):
        model(*next(train_loader)).backward()
    for p in model.parameters():
        p.grad /= 4
    for opt, sched in zip(optimizers, schedulers):
        opt.step()
        sched.step()
    model.zero_grad(set_to_none=True)
