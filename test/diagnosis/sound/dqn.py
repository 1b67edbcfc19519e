import torch

policy_net, target_net = DQN(), DQN()
optimizer = torch.optim.AdamW(policy_net.parameters(), lr=1e-4, amsgrad=True)


def optimize_model():
    state, action, reward, next_state = memory.sample(128)
    values = policy_net(state).gather(1, action)
    with torch.no_grad():
        expected = reward + 0.99 * target_net(next_state).max(1).values
    loss = torch.nn.functional.smooth_l1_loss(values, expected.unsqueeze(1))
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_value_(policy_net.parameters(), 100)
    optimizer.step()


for episode in range(600):
    while not done():
        act()
        optimize_model()
