import torch

def train(rank, args, shared_model, optimizer=None):
    model = ActorCritic()
    if optimizer is None:
        optimizer = torch.optim.Adam(shared_model.parameters(), lr=1e-4)
    model.train()
    while True:
        model.load_state_dict(shared_model.state_dict())
        policy_loss, value_loss = rollout(model)
        optimizer.zero_grad()
        (policy_loss + 0.5 * value_loss).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 50)
        for param, shared in zip(model.parameters(), shared_model.parameters()):
            if shared.grad is not None:
                break
            shared._grad = param.grad
        optimizer.step()
