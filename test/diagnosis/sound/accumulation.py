import torch

accumulation_steps = 8
num_epochs = 12
optimizer = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.9, weight_decay=1e-4)
scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones=[8, 11], gamma=0.1)

for epoch in range(num_epochs):
    optimizer.zero_grad()
    for i, (images, targets) in enumerate(loader):
        loss = model(images, targets) / accumulation_steps
        loss.backward()
        if (i + 1) % accumulation_steps == 0:
            optimizer.step()
            optimizer.zero_grad()
    scheduler.step()
