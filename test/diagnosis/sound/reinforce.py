import torch
import torch.optim as optim

policy = Policy()
optimizer = optim.Adam(policy.parameters(), lr=1e-2)

def finish_episode():
    R = 0
    policy_loss, returns = [], []
    for r in policy.rewards[::-1]:
        R = r + 0.99 * R
        returns.insert(0, R)
    returns = torch.tensor(returns)
    returns = (returns - returns.mean()) / (returns.std() + 1e-8)
    for log_prob, R in zip(policy.saved_log_probs, returns):
        policy_loss.append(-log_prob * R)
    optimizer.zero_grad()
    policy_loss = torch.cat(policy_loss).sum()
    policy_loss.backward()
    optimizer.step()
    del policy.rewards[:]

for i_episode in range(1000):
    state, _ = env.reset()
    for t in range(1, 10000):
        action = select_action(state)
        state, reward, done, _, _ = env.step(action)
        policy.rewards.append(reward)
        if done:
            break
    finish_episode()
