import torch
from torch.cuda.amp import GradScaler, autocast

num_epochs = 40
model = UNet(in_channels=3, out_channels=1).cuda()
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=1e-2)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=num_epochs, eta_min=1e-6)
scaler = GradScaler()

for epoch in range(num_epochs):
    for images, masks in train_loader:
        optimizer.zero_grad(set_to_none=True)
        with autocast():
            loss = dice_loss(model(images.cuda()), masks.cuda())
        scaler.scale(loss).backward()
        scaler.unscale_(optimizer)
        torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
        scaler.step(optimizer)
        scaler.update()
    scheduler.step()
