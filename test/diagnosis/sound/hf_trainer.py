from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

training_args = TrainingArguments(
    output_dir="out",
    per_device_train_batch_size=8,
    gradient_accumulation_steps=4,
    learning_rate=2e-5,
    weight_decay=0.1,
    adam_beta2=0.95,
    max_grad_norm=1.0,
    lr_scheduler_type="cosine",
    warmup_steps=300,
    max_steps=10_000,
    bf16=True,
)
trainer = Trainer(model=model, args=training_args, train_dataset=train_dataset)
trainer.train()
