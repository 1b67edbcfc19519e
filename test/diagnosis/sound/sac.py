import torch
import torch.nn.functional as F
import torch.optim as optim

q_optimizer = optim.Adam(list(qf1.parameters()) + list(qf2.parameters()), lr=1e-3)
actor_optimizer = optim.Adam(list(actor.parameters()), lr=3e-4)
log_alpha = torch.zeros(1, requires_grad=True, device=device)
alpha = log_alpha.exp().item()
a_optimizer = optim.Adam([log_alpha], lr=1e-3)

for global_step in range(1_000_000):
    data = rb.sample(256)
    qf_loss = F.mse_loss(qf1(data.observations), target) + F.mse_loss(qf2(data.observations), target)
    q_optimizer.zero_grad()
    qf_loss.backward()
    q_optimizer.step()
    if global_step % 2 == 0:
        for _ in range(2):
            pi, log_pi, _ = actor.get_action(data.observations)
            actor_loss = ((alpha * log_pi) - torch.min(qf1(pi), qf2(pi))).mean()
            actor_optimizer.zero_grad()
            actor_loss.backward()
            actor_optimizer.step()
            alpha_loss = (-log_alpha.exp() * (log_pi.detach() + target_entropy)).mean()
            a_optimizer.zero_grad()
            alpha_loss.backward()
            a_optimizer.step()
            alpha = log_alpha.exp().item()
    for param, target_param in zip(qf1.parameters(), qf1_target.parameters()):
        target_param.data.copy_(0.005 * param.data + (1 - 0.005) * target_param.data)
