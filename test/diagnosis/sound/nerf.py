import torch

grad_vars = list(model.parameters()) + list(model_fine.parameters())
optimizer = torch.optim.Adam(params=grad_vars, lr=5e-4, betas=(0.9, 0.999))
lrate, lrate_decay = 5e-4, 250
global_step = 0
for i in range(200_000):
    rgb, extras = render(rays)
    optimizer.zero_grad()
    loss = img2mse(rgb, target) + img2mse(extras["rgb0"], target)
    loss.backward()
    optimizer.step()
    decay_rate = 0.1
    decay_steps = lrate_decay * 1000
    new_lrate = lrate * (decay_rate ** (global_step / decay_steps))
    for param_group in optimizer.param_groups:
        param_group["lr"] = new_lrate
    global_step += 1
