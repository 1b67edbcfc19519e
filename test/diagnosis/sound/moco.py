import math
import torch

optimizer = torch.optim.SGD(model.parameters(), 0.03, momentum=0.9, weight_decay=1e-4)

def adjust_learning_rate(optimizer, epoch):
    lr = 0.03 * 0.5 * (1.0 + math.cos(math.pi * epoch / 200))
    for param_group in optimizer.param_groups:
        param_group["lr"] = lr

for epoch in range(0, 200):
    adjust_learning_rate(optimizer, epoch)
    for i, (images, _) in enumerate(train_loader):
        output, target = model(im_q=images[0], im_k=images[1])
        loss = criterion(output, target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
