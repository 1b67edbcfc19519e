import torch
from transformers import AutoModelForSequenceClassification, get_linear_schedule_with_warmup

num_epochs = 3
batches_per_epoch = 1000
num_training_steps = num_epochs * batches_per_epoch

model = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")
no_decay = ["bias", "LayerNorm.weight"]
grouped_parameters = [
    {"params": [p for n, p in model.named_parameters() if not any(nd in n for nd in no_decay)], "weight_decay": 0.01},
    {"params": [p for n, p in model.named_parameters() if any(nd in n for nd in no_decay)], "weight_decay": 0.0},
]
optimizer = torch.optim.AdamW(grouped_parameters, lr=2e-5, eps=1e-8)
scheduler = get_linear_schedule_with_warmup(optimizer, num_warmup_steps=200, num_training_steps=num_training_steps)

model.train()
for epoch in range(num_epochs):
    for step in range(batches_per_epoch):
        batch = next(batches)
        loss = model(**batch).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
        optimizer.zero_grad()
