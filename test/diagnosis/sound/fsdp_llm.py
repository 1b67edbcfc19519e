import torch
from transformers import get_cosine_schedule_with_warmup

max_steps, grad_accum = 10_000, 8
optimizer = torch.optim.AdamW(get_param_groups(model), lr=3e-4, betas=(0.9, 0.95), eps=1e-8, weight_decay=0.1)
scheduler = get_cosine_schedule_with_warmup(optimizer, num_warmup_steps=200, num_training_steps=max_steps)
data = iter(loader)
for step in range(max_steps):
    for micro in range(grad_accum):
        batch = next(data)
        loss = model(**batch).loss / grad_accum
        loss.backward()
    norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    scheduler.step()
    optimizer.zero_grad(set_to_none=True)
