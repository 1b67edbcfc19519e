import torch

lr = 0.5
warmup_epochs, epochs = 5, 600
optimizer = torch.optim.SGD(parameters, lr=lr, momentum=0.9, weight_decay=2e-5, nesterov=False)
main_lr_scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=epochs - warmup_epochs, eta_min=0.0)
warmup_lr_scheduler = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor=0.01, total_iters=warmup_epochs)
lr_scheduler = torch.optim.lr_scheduler.SequentialLR(
    optimizer, schedulers=[warmup_lr_scheduler, main_lr_scheduler], milestones=[warmup_epochs]
)
scaler = torch.amp.GradScaler("cuda")
for epoch in range(epochs):
    for i, (image, target) in enumerate(data_loader):
        with torch.amp.autocast("cuda"):
            loss = criterion(model(image), target)
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        scaler.unscale_(optimizer)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        scaler.step(optimizer)
        scaler.update()
        if model_ema and i % 32 == 0:
            model_ema.update_parameters(model)
    lr_scheduler.step()
