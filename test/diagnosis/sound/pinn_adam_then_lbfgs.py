import torch

net = MLP([2, 50, 50, 50, 1])
adam = torch.optim.Adam(net.parameters(), lr=1e-3)
scheduler = torch.optim.lr_scheduler.ExponentialLR(adam, gamma=0.9995)
for it in range(10000):
    adam.zero_grad()
    loss = residual(net).pow(2).mean() + boundary(net)
    loss.backward()
    adam.step()
    scheduler.step()

lbfgs = torch.optim.LBFGS(net.parameters(), max_iter=5000, tolerance_grad=1e-9)

def closure():
    lbfgs.zero_grad()
    loss = residual(net).pow(2).mean() + boundary(net)
    loss.backward()
    return loss

lbfgs.step(closure)
