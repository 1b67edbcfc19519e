from transformers import T5ForConditionalGeneration
from transformers.optimization import Adafactor, AdafactorSchedule

model = T5ForConditionalGeneration.from_pretrained("t5-base")
optimizer = Adafactor(model.parameters(), lr=1e-3, scale_parameter=False, relative_step=False, warmup_init=False)
for epoch in range(3):
    for batch in train_loader:
        loss = model(**batch).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
