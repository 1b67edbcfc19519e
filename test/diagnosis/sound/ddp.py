import torch
from torch.nn.parallel import DistributedDataParallel as DDP

def main(rank, world_size):
    model = Net().to(rank)
    model = torch.compile(model)
    model = DDP(model, device_ids=[rank])
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3 * world_size, fused=True)
    total_steps = 20 * len(loader)
    scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=1e-3 * world_size, total_steps=total_steps)
    for epoch in range(20):
        loader.sampler.set_epoch(epoch)
        for x, y in loader:
            optimizer.zero_grad()
            loss = torch.nn.functional.cross_entropy(model(x.to(rank)), y.to(rank))
            loss.backward()
            optimizer.step()
            scheduler.step()
