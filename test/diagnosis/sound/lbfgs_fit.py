import torch

params = torch.nn.Parameter(torch.zeros(3))
optimizer = torch.optim.LBFGS([params], lr=1, max_iter=20, history_size=10, line_search_fn="strong_wolfe")

def closure():
    optimizer.zero_grad()
    loss = ((model(params) - observed) ** 2).sum()
    loss.backward()
    return loss

for i in range(30):
    optimizer.step(closure)
