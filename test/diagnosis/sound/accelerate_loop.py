import torch
from accelerate import Accelerator
from transformers import get_scheduler

accelerator = Accelerator(gradient_accumulation_steps=4, mixed_precision="bf16")
num_update_steps = 5000
optimizer = torch.optim.AdamW(model.parameters(), lr=5e-5, weight_decay=0.01)
lr_scheduler = get_scheduler(
    "cosine", optimizer=optimizer, num_warmup_steps=250, num_training_steps=num_update_steps
)
model, optimizer, train_dataloader, lr_scheduler = accelerator.prepare(
    model, optimizer, train_dataloader, lr_scheduler
)
for batch in train_dataloader:
    with accelerator.accumulate(model):
        loss = model(**batch).loss
        accelerator.backward(loss)
        if accelerator.sync_gradients:
            accelerator.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        lr_scheduler.step()
        optimizer.zero_grad()
