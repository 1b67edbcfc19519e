import torch

for p in backbone.parameters():
    p.requires_grad = False
optimizer = torch.optim.Adam(head.parameters(), lr=1e-3)
for epoch in range(5):
    for x, y in loader:
        optimizer.zero_grad()
        criterion(head(backbone(x)), y).backward()
        optimizer.step()

for p in backbone.parameters():
    p.requires_grad = True
optimizer = torch.optim.Adam(
    [{"params": backbone.parameters(), "lr": 1e-5}, {"params": head.parameters(), "lr": 1e-4}]
)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=20)
for epoch in range(20):
    for x, y in loader:
        optimizer.zero_grad()
        criterion(head(backbone(x)), y).backward()
        optimizer.step()
    scheduler.step()
