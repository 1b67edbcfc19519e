import torch

for name, p in model.named_parameters():
    if name not in ("fc.weight", "fc.bias"):
        p.requires_grad = False
model.fc.weight.data.normal_(mean=0.0, std=0.01)
model.fc.bias.data.zero_()
parameters = list(filter(lambda p: p.requires_grad, model.parameters()))
optimizer = torch.optim.SGD(parameters, 30.0, momentum=0.9, weight_decay=0.0)
scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, [60, 80])
for epoch in range(100):
    for images, target in train_loader:
        loss = torch.nn.functional.cross_entropy(model(images), target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    scheduler.step()
