import torch

optimizer_d = torch.optim.Adam(D.parameters(), lr=2e-3, betas=(0.0, 0.99), eps=1e-8)
optimizer_g = torch.optim.Adam(G.parameters(), lr=2e-3, betas=(0.0, 0.99), eps=1e-8)
for it in range(100_000):
    real = next(data).requires_grad_()
    optimizer_d.zero_grad(set_to_none=True)
    fake = G(torch.randn(32, 512)).detach()
    loss_d = torch.nn.functional.softplus(D(fake)).mean() + torch.nn.functional.softplus(-D(real)).mean()
    loss_d.backward(retain_graph=True)
    if it % 16 == 0:
        (r1,) = torch.autograd.grad(D(real).sum(), real, create_graph=True)
        (16 * 5.0 * r1.square().sum([1, 2, 3]).mean()).backward()
    optimizer_d.step()
    optimizer_g.zero_grad(set_to_none=True)
    torch.nn.functional.softplus(-D(G(torch.randn(32, 512)))).mean().backward()
    optimizer_g.step()
