import torch
from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, SequentialLR

EPOCHS, WARMUP = 300, 5

model = vit_b_16(num_classes=1000)
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.3)
warmup = LinearLR(optimizer, start_factor=0.033, total_iters=WARMUP)
cosine = CosineAnnealingLR(optimizer, T_max=EPOCHS - WARMUP)
scheduler = SequentialLR(optimizer, schedulers=[warmup, cosine], milestones=[WARMUP])

for epoch in range(EPOCHS):
    for images, labels in data_loader:
        loss = criterion(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    scheduler.step()
