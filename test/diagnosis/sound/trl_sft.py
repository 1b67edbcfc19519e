from peft import LoraConfig
from trl import SFTConfig, SFTTrainer

training_args = SFTConfig(
    output_dir="out",
    num_train_epochs=3,
    per_device_train_batch_size=2,
    gradient_accumulation_steps=8,
    learning_rate=2e-4,
    optim="paged_adamw_8bit",
    lr_scheduler_type="cosine",
    warmup_ratio=0.03,
    max_grad_norm=0.3,
    bf16=True,
)
SFTTrainer(model="meta-llama/Llama-3.1-8B", train_dataset=dataset, args=training_args, peft_config=LoraConfig(r=16)).train()
