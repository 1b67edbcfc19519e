import torch
from accelerate import Accelerator
from diffusers.optimization import get_scheduler

accelerator = Accelerator(gradient_accumulation_steps=4, mixed_precision="fp16")
lora_layers = filter(lambda p: p.requires_grad, unet.parameters())
optimizer = torch.optim.AdamW(lora_layers, lr=1e-4, betas=(0.9, 0.999), weight_decay=1e-2, eps=1e-08)
lr_scheduler = get_scheduler(
    "constant", optimizer=optimizer, num_warmup_steps=500 * accelerator.num_processes
)
unet, optimizer, dataloader, lr_scheduler = accelerator.prepare(unet, optimizer, dataloader, lr_scheduler)
for epoch in range(100):
    unet.train()
    for step, batch in enumerate(dataloader):
        with accelerator.accumulate(unet):
            loss = compute_loss(unet, batch)
            accelerator.backward(loss)
            if accelerator.sync_gradients:
                accelerator.clip_grad_norm_(unet.parameters(), 1.0)
            optimizer.step()
            lr_scheduler.step()
            optimizer.zero_grad()
