"""Fine-tunes a small classifier of sentences: Trainer's AdamW, a cosine schedule after a warm-up, clipped gradients."""

from datasets import load_dataset
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    DataCollatorWithPadding,
    Trainer,
    TrainingArguments,
)

checkpoint = "distilbert-base-uncased"
tokenizer = AutoTokenizer.from_pretrained(checkpoint)
model = AutoModelForSequenceClassification.from_pretrained(checkpoint, num_labels=2)

reviews = load_dataset("rotten_tomatoes")
tokenized = reviews.map(lambda batch: tokenizer(batch["text"], truncation=True), batched=True)

# The first 50 updates are the warm-up; the learning rate reaches 0 with the last of all 1000.
training_args = TrainingArguments(
    output_dir="sentiment",
    learning_rate=5e-5,
    adam_beta2=0.98,
    lr_scheduler_type="cosine",
    warmup_steps=50,
    max_steps=1000,
    max_grad_norm=1.0,
    per_device_train_batch_size=16,
    eval_strategy="steps",
    eval_steps=250,
    seed=0,
)

trainer = Trainer(
    model=model,
    args=training_args,
    train_dataset=tokenized["train"],
    eval_dataset=tokenized["validation"],
    data_collator=DataCollatorWithPadding(tokenizer),
)
trainer.train()
