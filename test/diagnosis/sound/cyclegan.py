import itertools
import torch
from torch.optim import lr_scheduler

N_EPOCHS, DECAY_START = 200, 100
optimizer_G = torch.optim.Adam(
    itertools.chain(netG_A2B.parameters(), netG_B2A.parameters()), lr=0.0002, betas=(0.5, 0.999)
)
optimizer_D_A = torch.optim.Adam(netD_A.parameters(), lr=0.0002, betas=(0.5, 0.999))
optimizer_D_B = torch.optim.Adam(netD_B.parameters(), lr=0.0002, betas=(0.5, 0.999))

def linear(epoch):
    return 1.0 - max(0, epoch - DECAY_START) / (N_EPOCHS - DECAY_START)

schedulers = [lr_scheduler.LambdaLR(o, lr_lambda=linear) for o in (optimizer_G, optimizer_D_A, optimizer_D_B)]

for epoch in range(N_EPOCHS):
    for batch in dataloader:
        optimizer_G.zero_grad()
        loss_G = generator_loss(batch)
        loss_G.backward()
        optimizer_G.step()

        optimizer_D_A.zero_grad()
        loss_D_A = discriminator_loss(netD_A, batch["A"])
        loss_D_A.backward()
        optimizer_D_A.step()

        optimizer_D_B.zero_grad()
        loss_D_B = discriminator_loss(netD_B, batch["B"])
        loss_D_B.backward()
        optimizer_D_B.step()
    for scheduler in schedulers:
        scheduler.step()
