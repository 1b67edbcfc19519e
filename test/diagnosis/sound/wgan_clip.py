import torch

netD, netG = Discriminator(), Generator()
optimizerD = torch.optim.RMSprop(netD.parameters(), lr=5e-5)
optimizerG = torch.optim.RMSprop(netG.parameters(), lr=5e-5)

for epoch in range(25):
    for i, (real, _) in enumerate(dataloader):
        for p in netD.parameters():
            p.data.clamp_(-0.01, 0.01)
        netD.zero_grad()
        errD_real = netD(real).mean()
        errD_real.backward(torch.tensor(-1.0))
        noise = torch.randn(real.size(0), 100)
        errD_fake = netD(netG(noise).detach()).mean()
        errD_fake.backward()
        optimizerD.step()
        if i % 5 == 0:
            netG.zero_grad()
            errG = -netD(netG(torch.randn(real.size(0), 100))).mean()
            errG.backward()
            optimizerG.step()
