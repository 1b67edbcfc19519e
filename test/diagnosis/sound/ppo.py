import argparse
import torch
import torch.nn as nn
import torch.optim as optim

parser = argparse.ArgumentParser()
parser.add_argument("--learning-rate", type=float, default=2.5e-4)
parser.add_argument("--num-updates", type=int, default=1000)
parser.add_argument("--anneal-lr", type=bool, default=True)
parser.add_argument("--max-grad-norm", type=float, default=0.5)
args = parser.parse_args()

agent = Agent(envs).to(device)
optimizer = optim.Adam(agent.parameters(), lr=args.learning_rate, eps=1e-5)

for update in range(1, args.num_updates + 1):
    if args.anneal_lr:
        frac = 1.0 - (update - 1.0) / args.num_updates
        optimizer.param_groups[0]["lr"] = frac * args.learning_rate
    rollout = collect(agent, envs)
    for epoch in range(4):
        for mb in minibatches(rollout):
            loss = ppo_loss(agent, mb)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(agent.parameters(), args.max_grad_norm)
            optimizer.step()
