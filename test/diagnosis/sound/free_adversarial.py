import torch
import torch.nn.functional as F

delta = torch.zeros(128, 3, 32, 32).cuda()
delta.requires_grad = True
opt = torch.optim.SGD(model.parameters(), lr=0.04, momentum=0.9, weight_decay=5e-4)
for epoch in range(10):
    for i, (X, y) in enumerate(train_loader):
        X, y = X.cuda(), y.cuda()
        for _ in range(8):
            output = model(X + delta[: X.size(0)])
            loss = F.cross_entropy(output, y)
            opt.zero_grad()
            loss.backward()
            grad = delta.grad.detach()
            delta.data = (delta + 8 / 255 * torch.sign(grad)).clamp(-8 / 255, 8 / 255)
            opt.step()
            delta.grad.zero_()
