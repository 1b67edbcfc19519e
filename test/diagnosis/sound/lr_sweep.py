import torch

results = {}
for lr in [1e-4, 3e-4, 1e-3, 3e-3]:
    for wd in [0.0, 1e-2]:
        torch.manual_seed(0)
        model = build_model()
        opt = torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=wd)
        for step in range(500):
            x, y = get_batch("train")
            loss = model.loss(x, y)
            opt.zero_grad()
            loss.backward()
            opt.step()
        results[lr, wd] = loss.item()
