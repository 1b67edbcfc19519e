import torch

l = [
    {"params": [xyz], "lr": 0.00016, "name": "xyz"},
    {"params": [features_dc], "lr": 0.0025, "name": "f_dc"},
    {"params": [features_rest], "lr": 0.0025 / 20.0, "name": "f_rest"},
    {"params": [opacity], "lr": 0.05, "name": "opacity"},
    {"params": [scaling], "lr": 0.005, "name": "scaling"},
    {"params": [rotation], "lr": 0.001, "name": "rotation"},
]
optimizer = torch.optim.Adam(l, lr=0.0, eps=1e-15)
for iteration in range(1, 30_001):
    for param_group in optimizer.param_groups:
        if param_group["name"] == "xyz":
            param_group["lr"] = xyz_scheduler(iteration)
    loss = l1_loss(render(camera), gt_image)
    loss.backward()
    with torch.no_grad():
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
