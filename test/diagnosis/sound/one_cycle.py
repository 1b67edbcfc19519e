import torch
from torch import nn
from torch.optim.lr_scheduler import OneCycleLR

epochs = 30
steps_per_epoch = 391

model = build_model()
criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.4 / 25, momentum=0.9, nesterov=True, weight_decay=5e-4)
scheduler = OneCycleLR(optimizer, max_lr=0.4, epochs=epochs, steps_per_epoch=steps_per_epoch, pct_start=0.3)

for epoch in range(epochs):
    for step in range(steps_per_epoch):
        x, y = next_batch()
        optimizer.zero_grad(set_to_none=True)
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        scheduler.step()
