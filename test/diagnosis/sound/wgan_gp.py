import torch
from torch import nn, optim

generator, critic = Generator(latent=128), Critic()
opt_g = optim.Adam(generator.parameters(), lr=1e-4, betas=(0.0, 0.9))
opt_c = optim.Adam(critic.parameters(), lr=1e-4, betas=(0.0, 0.9))
CRITIC_ROUNDS = 5
LAMBDA = 10

for epoch in range(50):
    for real, _ in loader:
        real = real.cuda()
        for _ in range(CRITIC_ROUNDS):
            noise = torch.randn(real.size(0), 128, 1, 1, device="cuda")
            fake = generator(noise)
            loss_c = critic(fake).mean() - critic(real).mean() + LAMBDA * gradient_penalty(critic, real, fake)
            critic.zero_grad()
            loss_c.backward(retain_graph=True)
            opt_c.step()
        loss_g = -critic(fake).mean()
        generator.zero_grad()
        loss_g.backward()
        opt_g.step()
