import torch

embeds = text_encoder.get_input_embeddings().weight.data
embedding = torch.nn.Parameter(embeds[token_id].clone())
optimizer = torch.optim.AdamW([embedding], lr=5e-3, weight_decay=0.0)
for step in range(3000):
    loss = denoising_loss(unet, embedding, next(images))
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
