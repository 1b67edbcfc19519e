import torch

meta_optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
inner_lr = 0.4
for it in range(60_000):
    meta_optimizer.zero_grad()
    for task in sample_tasks(4):
        weights = [w.clone() for w in model.parameters()]
        for _ in range(5):
            loss = task.loss(model.functional(task.support, weights))
            grads = torch.autograd.grad(loss, weights, create_graph=True)
            weights = [w - inner_lr * g for w, g in zip(weights, grads)]
        task.loss(model.functional(task.query, weights)).backward()
    for p in model.parameters():
        p.grad.data.mul_(1.0 / 4)
    meta_optimizer.step()
