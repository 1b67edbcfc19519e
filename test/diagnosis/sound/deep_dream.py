import torch

image = load("sky.jpg").requires_grad_(True)
for octave in range(4):
    for i in range(20):
        loss = activations(model, image).norm()
        loss.backward()
        with torch.no_grad():
            image += 0.01 * image.grad / (image.grad.std() + 1e-8)
            image.clamp_(-2, 2)
        image.grad.zero_()
