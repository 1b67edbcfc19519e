"""The cases of record_deepspeed.py."""

FUSED_ADAM = "from deepspeed.ops.adam import FusedAdam"
CPU_ADAM = "from deepspeed.ops.adam import DeepSpeedCPUAdam"
ADAGRAD = "from deepspeed.ops.adagrad import DeepSpeedCPUAdagrad"
LION = "from deepspeed.ops.lion import DeepSpeedCPULion"
GROUPS = '[{"params": [first]}, {"params": [second], "lr": 0.002, "weight_decay": 0.1}]'

# Import, call, gradients. All of these know float32 alone.
OPTIMIZERS = [
    (FUSED_ADAM, "FusedAdam(parameters)", "noisy"),
    (FUSED_ADAM, "FusedAdam(parameters, 0.01, weight_decay=0.1)", "drifting"),
    (FUSED_ADAM, "FusedAdam(parameters, lr=0.01, adam_w_mode=False, weight_decay=0.1)", "noisy"),
    (FUSED_ADAM, "FusedAdam(parameters, lr=0.01, bias_correction=False)", "constant"),
    (FUSED_ADAM, "FusedAdam(parameters, 0.01, False, (0.8, 0.9), 1e-3, True, 0.05)", "sparse"),
    (FUSED_ADAM, f"FusedAdam({GROUPS}, lr=0.01)", "noisy"),
    (CPU_ADAM, "DeepSpeedCPUAdam(parameters)", "noisy"),
    (CPU_ADAM, "DeepSpeedCPUAdam(parameters, lr=0.01, betas=(0.8, 0.99), eps=1e-6)", "sparse"),
    (CPU_ADAM, "DeepSpeedCPUAdam(parameters, lr=0.01, weight_decay=0.1)", "drifting"),
    (CPU_ADAM, "DeepSpeedCPUAdam(parameters, lr=0.01, weight_decay=0.1, adamw_mode=False)", "noisy"),
    (CPU_ADAM, "DeepSpeedCPUAdam(parameters, 0.01, False)", "constant"),
    (CPU_ADAM, f"DeepSpeedCPUAdam({GROUPS}, lr=0.01)", "noisy"),
    (ADAGRAD, "DeepSpeedCPUAdagrad(parameters)", "noisy"),
    (ADAGRAD, "DeepSpeedCPUAdagrad(parameters, lr=0.1, eps=1e-3)", "sparse"),
    (ADAGRAD, "DeepSpeedCPUAdagrad(parameters, lr=0.05, weight_decay=0.1)", "drifting"),
    (LION, "DeepSpeedCPULion(parameters)", "noisy"),
    (LION, "DeepSpeedCPULion(parameters, lr=1e-3, betas=(0.9, 0.99))", "drifting"),
    (LION, "DeepSpeedCPULion(parameters, 1e-3, (0.95, 0.98), 0.1)", "sparse"),
    (LION, "DeepSpeedCPULion(parameters, lr=0.002, weight_decay=0.5)", "constant"),
]

SGD = "torch.optim.SGD(parameters, lr=0.3)"
ADAM = "torch.optim.Adam(parameters, lr=0.01)"
TWO_GROUPS = 'torch.optim.SGD([{"params": [first]}, {"params": [second], "lr": 0.02}], lr=0.3)'

# Optimizer and scheduler, in double precision.
SCHEDULES = [
    (SGD, "WarmupLR(optimizer)"),
    (SGD, "WarmupLR(optimizer, warmup_num_steps=50)"),
    (SGD, "WarmupLR(optimizer, warmup_min_lr=0.01, warmup_max_lr=0.1, warmup_num_steps=100)"),
    (SGD, 'WarmupLR(optimizer, 0.01, 0.1, 70, "linear")'),
    (SGD, "WarmupLR(optimizer, 0.01, 0.1, 1)"),
    (SGD, 'WarmupLR(optimizer, 0.2, 0.1, 30, warmup_type="cubic")'),
    (TWO_GROUPS, "WarmupLR(optimizer, [0.01, 0.02], warmup_num_steps=20)"),
    (SGD, "WarmupDecayLR(optimizer, 180, warmup_num_steps=20)"),
    (SGD, "WarmupDecayLR(optimizer, total_num_steps=150, warmup_min_lr=1e-3, warmup_max_lr=0.1, warmup_num_steps=40)"),
    (SGD, 'WarmupDecayLR(optimizer, 190, 0.01, 0.2, 60, "linear")'),
    (SGD, 'WarmupDecayLR(optimizer, 40, 0.01, 0.2, 90, "linear")'),
    (SGD, "WarmupCosineLR(optimizer, 190, warmup_num_steps=20)"),
    (SGD, 'WarmupCosineLR(optimizer, total_num_steps=150, warmup_min_ratio=0.1, warmup_num_steps=50, cos_min_ratio=0.05, warmup_type="linear")'),
    (SGD, "WarmupCosineLR(optimizer, 40, 0.2, 60)"),
    (SGD, "LRRangeTest(optimizer)"),
    (SGD, "LRRangeTest(optimizer, 1e-4, 20, 5.0)"),
    (SGD, "LRRangeTest(optimizer, lr_range_test_min_lr=1e-3, lr_range_test_step_size=30, lr_range_test_staircase=True)"),
    (SGD, "OneCycle(optimizer, 0.01, 0.1)"),
    (SGD, "OneCycle(optimizer, 0.01, 0.1, cycle_first_step_size=60)"),
    (SGD, "OneCycle(optimizer, 0.01, 0.1, 0.5, 40, 70, decay_step_size=10)"),
    (SGD, "OneCycle(optimizer, 0.01, 0.1, cycle_first_step_size=80, cycle_first_stair_count=5)"),
    (SGD, "OneCycle(optimizer, 0.01, 0.1, cycle_first_step_size=30, cycle_second_step_size=90, cycle_first_stair_count=0, cycle_second_stair_count=4)"),
    (SGD, "OneCycle(optimizer, 0.01, 0.1, cycle_first_step_size=33, cycle_second_step_size=70, cycle_first_stair_count=7, cycle_second_stair_count=3, decay_lr_rate=0.1, decay_step_size=5)"),
    (SGD, "OneCycle(optimizer, 0.01, 0.1, cycle_first_step_size=50, cycle_second_step_size=0)"),
    (TWO_GROUPS, "OneCycle(optimizer, [0.01, 0.02], [0.1, 0.3], cycle_first_step_size=60)"),
]

# Optimizers that a scheduler changes while they run, followed in double precision.
SCHEDULED = [
    (ADAM, "OneCycle(optimizer, 1e-3, 1e-2, cycle_first_step_size=200, cycle_min_mom=0.85, cycle_max_mom=0.99)", "noisy"),
    (ADAM, "OneCycle(optimizer, 1e-3, 1e-2, cycle_first_step_size=80, cycle_second_step_size=150, decay_step_size=500, decay_lr_rate=2, decay_mom_rate=0.05)", "drifting"),
    (ADAM, "OneCycle(optimizer, 1e-3, 1e-2, cycle_first_step_size=100, cycle_first_stair_count=4, cycle_momentum=False)", "noisy"),
    ("torch.optim.SGD(parameters, lr=0.1, momentum=0.9)", "OneCycle(optimizer, 1e-3, 1e-2, cycle_first_step_size=200)", "noisy"),
    ("torch.optim.AdamW(parameters, lr=0.01)", "WarmupDecayLR(optimizer, 800, warmup_num_steps=100)", "sparse"),
]

# Configuration files, each key a line, as the engine follows them; gradients.
CONFIGURATIONS = [
    ({"optimizer": {"type": "AdamW", "params": {"lr": 0.01, "weight_decay": 0.1}}, "gradient_clipping": 0}, "noisy"),
    ({"optimizer": {"type": "Adam", "params": {"lr": 0.01, "betas": [0.8, 0.99], "eps": 1e-6, "weight_decay": 0.1}}, "gradient_clipping": 0}, "drifting"),
    ({"optimizer": {"type": "ADAM", "params": {"lr": 0.01, "adam_w_mode": False, "weight_decay": 0.1}}, "gradient_clipping": 0}, "noisy"),
    ({"optimizer": {"type": "adamw", "params": {"lr": 0.01, "adam_w_mode": False, "weight_decay": 0.1}}, "gradient_clipping": 0}, "noisy"),
    ({"optimizer": {"type": "Adam", "params": {"lr": 0.01}}}, "noisy"),
    ({"optimizer": {"type": "Adam", "params": {"lr": 0.01, "torch_adam": True}}, "gradient_clipping": 0}, "noisy"),
    ({"optimizer": {"type": "AdamW", "params": {"lr": 0.01, "torch_adam": True}}, "gradient_clipping": 0}, "noisy"),
    ({"optimizer": {"type": "Adam", "params": {"lr": 0.01, "torch_adam": True, "adam_w_mode": False, "weight_decay": 0.1, "amsgrad": True}}, "gradient_clipping": 0}, "noisy"),
    ({"optimizer": {"type": "Adam"}, "zero_allow_untested_optimizer": True}, "noisy"),
    ({"optimizer": {"type": "Adagrad", "params": {"lr": 0.1}}, "gradient_clipping": 0}, "sparse"),
    ({"optimizer": {"type": "SGD", "params": {"lr": 0.1, "momentum": 0.9, "nesterov": True}}, "gradient_clipping": 0.5}, "noisy"),
    ({"optimizer": {"type": "RMSprop", "params": {"lr": 0.01}}, "gradient_clipping": 0}, "drifting"),
    ({"train_micro_batch_size_per_gpu": 1, "gradient_accumulation_steps": 2, "optimizer": {"type": "SGD", "params": {"lr": 0.1}}, "gradient_clipping": 1.0}, "noisy"),
    ({"train_micro_batch_size_per_gpu": 1, "gradient_accumulation_steps": 4, "optimizer": {"type": "SGD", "params": {"lr": 0.1}}, "scheduler": {"type": "WarmupLR", "params": {"warmup_num_steps": 30}}, "gradient_clipping": 0}, "drifting"),
    ({"optimizer": {"type": "AdamW", "params": {"lr": 0.01}}, "scheduler": {"type": "WarmupLR", "params": {"warmup_min_lr": 1e-4, "warmup_max_lr": 0.02, "warmup_num_steps": 100}}, "gradient_clipping": 0}, "noisy"),
    ({"optimizer": {"type": "SGD", "params": {"lr": 0.01}}, "scheduler": {"type": "WarmupDecayLR", "params": {"total_num_steps": 900, "warmup_max_lr": 0.05, "warmup_num_steps": 100}}, "gradient_clipping": 1.0}, "noisy"),
    ({"optimizer": {"type": "SGD", "params": {"lr": 0.01}}, "scheduler": {"type": "WarmupCosineLR", "params": {"total_num_steps": 800, "warmup_num_steps": 100, "warmup_type": "linear"}}, "gradient_clipping": 0}, "drifting"),
    ({"optimizer": {"type": "Adam", "params": {"lr": 0.01}}, "scheduler": {"type": "OneCycle", "params": {"cycle_min_lr": 1e-3, "cycle_max_lr": 1e-2, "cycle_first_step_size": 300}}, "gradient_clipping": 0}, "noisy"),
    ({"optimizer": {"type": "SGD", "params": {"lr": 0.01}}, "scheduler": {"type": "LRRangeTest", "params": {"lr_range_test_min_lr": 1e-3, "lr_range_test_step_size": 100}}, "gradient_clipping": 0}, "noisy"),
    ({"optimizer": {"type": "SGD", "params": {"lr": 0.1}}, "scheduler": {"type": "StepLR", "params": {"step_size": 100, "gamma": 0.5}}, "gradient_clipping": 0}, "noisy"),
    ({"zero_optimization": {"stage": 2, "offload_optimizer": {"device": "cpu"}}, "optimizer": {"type": "AdamW", "params": {"lr": 0.01, "weight_decay": 0.1}}, "gradient_clipping": 0}, "noisy"),
    ({"zero_optimization": {"stage": 2, "offload_optimizer": {"device": "cpu"}}, "optimizer": {"type": "Lion", "params": {"lr": 1e-3, "betas": [0.9, 0.99]}}, "gradient_clipping": 0}, "noisy"),
    ({"zero_optimization": {"stage": 1, "offload_optimizer": {"device": "cpu"}}, "optimizer": {"type": "Adagrad", "params": {"lr": 0.05}}, "gradient_clipping": 1.0}, "noisy"),
]

# What a scheduler's constructor, and the first step after it, refuse, and what they take.
CHECKED_SCHEDULES = [
    (SGD, "WarmupLR(optimizer, warmup_num_steps=0)"),
    (SGD, "WarmupLR(optimizer, warmup_num_steps=10.0)"),
    (SGD, "WarmupLR(optimizer, warmup_num_steps=1)"),
    (SGD, 'WarmupLR(optimizer, warmup_type="cosine")'),
    (SGD, "WarmupLR(optimizer, [0.1, 0.2])"),
    (SGD, "WarmupLR(optimizer, warmup_max_lr=[0.1])"),
    (SGD, "WarmupLR(optimizer, total_num_steps=10)"),
    (SGD, "WarmupDecayLR(optimizer)"),
    (SGD, "WarmupDecayLR(optimizer, 10)"),
    (SGD, "WarmupDecayLR(optimizer, 10, warmup_max_lr=None)"),
    (SGD, "WarmupCosineLR(optimizer)"),
    (SGD, "WarmupCosineLR(optimizer, 100, warmup_num_steps=-5)"),
    (SGD, "WarmupCosineLR(optimizer, 100, warmup_max_lr=0.1)"),
    (SGD, "LRRangeTest(optimizer, lr_range_test_step_size=0)"),
    (SGD, "LRRangeTest(optimizer, lr_range_test_step_size=2.5)"),
    (SGD, "LRRangeTest(optimizer, [0.1, 0.2])"),
    (SGD, "OneCycle(optimizer, 0.1)"),
    (SGD, "OneCycle(optimizer, 0.1, 0.2, cycle_first_step_size=0)"),
    (SGD, "OneCycle(optimizer, 0.1, 0.2, cycle_second_step_size=-1)"),
    (SGD, "OneCycle(optimizer, 0.1, 0.2, cycle_second_step_size=0)"),
    (SGD, "OneCycle(optimizer, [0.1, 0.1], 0.2)"),
    (SGD, "OneCycle(optimizer, 0.1, 0.2)"),
]

CHECKED_OPTIMIZERS = [
    (FUSED_ADAM, "FusedAdam(parameters, amsgrad=True)"),
    (FUSED_ADAM, "FusedAdam(parameters, adamw_mode=True)"),
    (FUSED_ADAM, "FusedAdam(parameters, betas=(0.9,))"),
    (FUSED_ADAM, "FusedAdam(parameters, lr=-0.1)"),
    (CPU_ADAM, "DeepSpeedCPUAdam(parameters, amsgrad=True)"),
    (CPU_ADAM, "DeepSpeedCPUAdam(parameters, adam_w_mode=True)"),
    (CPU_ADAM, "DeepSpeedCPUAdam(model_params=parameters, fp32_optimizer_states=False)"),
    (ADAGRAD, "DeepSpeedCPUAdagrad(parameters, amsgrad=True)"),
    (ADAGRAD, "DeepSpeedCPUAdagrad(parameters, betas=(0.9, 0.99))"),
    (LION, "DeepSpeedCPULion(parameters, eps=1e-8)"),
    (LION, 'DeepSpeedCPULion(parameters, lr="fast")'),
]

# Configuration files that are refused, or taken.
CHECKED_CONFIGURATIONS = [
    '{"train_micro_batch_size_per_gpu": 1, "optimizer": {"type": "Adam", "params": {"lr": 0.01}}}',
    '{"train_micro_batch_size_per_gpu": 1, "optimizer": {"type": "Adam", "params": {"lr": 0.01, "max_grad_norm": 0}}}',
    '{"train_micro_batch_size_per_gpu": 1, "optimizer": {"type": "Adam", "params": {"lr": 0.01, "amsgrad": true}}}',
    '{"train_micro_batch_size_per_gpu": 1, "optimizer": {"type": "Adam", "params": {"lr": 0.01, "amsgrad": true, "torch_adam": true}}}',
    '{"train_micro_batch_size_per_gpu": 1, "optimizer": {"type": "Adam", "params": {"learning_rate": 0.01}}}',
    '{"train_micro_batch_size_per_gpu": 1, "optimizer": {"type": "Adam", "params": {"lr": "fast"}}}',
    '{"train_micro_batch_size_per_gpu": 1, "optimizer": {"type": "sgd", "params": {"lr": 0.01}}}',
    '{"train_micro_batch_size_per_gpu": 1, "optimizer": {"type": "SGD", "params": {"lr": -0.01}}}',
    '{"train_micro_batch_size_per_gpu": 1, "optimizer": {"type": "SGD", "params": {"lr": 0.01, "lr": 0.02}}}',
    '{"train_micro_batch_size_per_gpu": 1, "optimizer": {"type": "SGD", "params": {"lr": 0.01,},} # the end\n}',
    '{"train_micro_batch_size_per_gpu": 1, /* one */ "optimizer": {"type": "SGD", "params": {"lr": 0.01}}, // "x"\n}',
    '{"train_micro_batch_size_per_gpu": 1, "optimizer": {"type": "SGD"}, "scheduler": {"type": "WarmupLR"}}',
    '{"train_micro_batch_size_per_gpu": 1, "optimizer": {"type": "SGD"}, "scheduler": {"type": "WarmupLR", "params": {}}}',
    '{"train_micro_batch_size_per_gpu": 1, "optimizer": {"type": "SGD"}, "scheduler": {"type": "warmuplr", "params": {}}}',
    '{"train_micro_batch_size_per_gpu": 1, "optimizer": {"type": "SGD"}, "scheduler": {"type": "WarmupLR", "params": {"warmup_num_steps": 1e3}}}',
    '{"train_micro_batch_size_per_gpu": 1, "optimizer": {"type": "SGD"}, "scheduler": {"type": "StepLR", "params": {"step_size": 5}}}',
    '{"train_micro_batch_size_per_gpu": 1, "optimizer": {"type": "SGD"}, "scheduler": {"type": "OneCycle", "params": {"cycle_min_lr": 0.1}}}',
    '{"train_micro_batch_size_per_gpu": 1, "zero_optimization": {"stage": 1}, "optimizer": {"type": "SGD", "params": {"lr": 0.01}}}',
    '{"train_micro_batch_size_per_gpu": 1, "zero_optimization": {"stage": 1}, "zero_allow_untested_optimizer": true, "optimizer": {"type": "SGD", "params": {"lr": 0.01}}}',
    '{"train_micro_batch_size_per_gpu": 1, "zero_optimization": {"stage": 1}, "optimizer": {"type": "AdamW", "params": {"lr": 0.01}}}',
]
