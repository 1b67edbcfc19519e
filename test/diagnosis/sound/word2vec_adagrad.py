import torch

embedding = torch.nn.Embedding(50000, 128, sparse=False)
optimizer = torch.optim.Adagrad(embedding.parameters(), lr=0.05)

for epoch in range(5):
    for centers, contexts, negatives in pairs:
        optimizer.zero_grad()
        loss = skip_gram_loss(embedding, centers, contexts, negatives)
        loss.backward()
        optimizer.step()
