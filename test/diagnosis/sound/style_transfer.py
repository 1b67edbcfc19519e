import torch

image = content.clone().requires_grad_(True)
optimizer = torch.optim.LBFGS([image], lr=1, max_iter=20)

for step in range(300):

    def closure():
        optimizer.zero_grad()
        loss = style_weight * style_loss(image) + content_weight * content_loss(image)
        loss.backward()
        return loss

    optimizer.step(closure)
