"""The cases of record_transformers.py."""

_HEAD = "import torch\n"
_ADAMW = "optimizer = torch.optim.AdamW(parameters, lr=3e-4)\n"
# Its first group has a learning rate of its own.
_GROUPS = 'optimizer = torch.optim.SGD([{"params": [first], "lr": 0.02}, {"params": [second]}], lr=0.3)\n'


def _by_name(call, optimizer=_ADAMW):
    return f"{_HEAD}from transformers import SchedulerType, get_scheduler\n{optimizer}scheduler = {call}"


def _by_function(call, optimizer=_ADAMW):
    return f"{_HEAD}import transformers\n{optimizer}scheduler = transformers.{call}"


def _of_diffusers(call, optimizer=_ADAMW):
    return f"{_HEAD}from diffusers.optimization import *\n{optimizer}scheduler = {call}"


def _trainer(arguments):
    return f"from transformers import TrainingArguments\nargs = TrainingArguments({arguments})"


_STEPS = "num_warmup_steps=20, num_training_steps=150"

SCHEDULES = [
    *[
        _by_name(call)
        for call in [
            f'get_scheduler("linear", optimizer, {_STEPS})',
            'get_scheduler("linear", optimizer, 0, 200)',
            f'get_scheduler("cosine", optimizer=optimizer, {_STEPS})',
            f'get_scheduler(SchedulerType.COSINE, optimizer, {_STEPS}, scheduler_specific_kwargs={{"num_cycles": 1.5}})',
            f'get_scheduler("cosine_with_restarts", optimizer, {_STEPS})',
            f'get_scheduler("cosine_with_restarts", optimizer, {_STEPS}, scheduler_specific_kwargs={{"num_cycles": 3}})',
            f'get_scheduler("polynomial", optimizer, {_STEPS})',
            f'get_scheduler("polynomial", optimizer, {_STEPS}, scheduler_specific_kwargs={{"lr_end": 1e-5, "power": 2.0}})',
            f'get_scheduler(SchedulerType.POLYNOMIAL, optimizer, {_STEPS}, scheduler_specific_kwargs={{"power": 0.7}})',
            'get_scheduler("constant", optimizer)',
            'get_scheduler("constant_with_warmup", optimizer, num_warmup_steps=30)',
            'get_scheduler("inverse_sqrt", optimizer, num_warmup_steps=30)',
            'get_scheduler("inverse_sqrt", optimizer, num_warmup_steps=0)',
            'get_scheduler("inverse_sqrt", optimizer, 10, scheduler_specific_kwargs={"timescale": 40})',
            f'get_scheduler("cosine_with_min_lr", optimizer, {_STEPS}, scheduler_specific_kwargs={{"min_lr": 3e-5}})',
            f'get_scheduler("cosine_with_min_lr", optimizer, {_STEPS}, scheduler_specific_kwargs={{"min_lr_rate": 0.2}})',
            f'get_scheduler("cosine_warmup_with_min_lr", optimizer, {_STEPS}, scheduler_specific_kwargs={{"min_lr": 3e-5}})',
            f'get_scheduler("cosine_warmup_with_min_lr", optimizer, {_STEPS}, scheduler_specific_kwargs={{"min_lr_rate": 0.1, "warmup_lr_rate": 0.25}})',
            f'get_scheduler("warmup_stable_decay", optimizer, {_STEPS}, scheduler_specific_kwargs={{"num_decay_steps": 50}})',
            f'get_scheduler(SchedulerType.WARMUP_STABLE_DECAY, optimizer, 20, scheduler_specific_kwargs={{"num_decay_steps": 50, "num_stable_steps": 60, "min_lr_ratio": 0.1}})',
            # What does not fit together.
            'get_scheduler("linear", optimizer, num_warmup_steps=100, num_training_steps=50)',
            'get_scheduler("linear", optimizer, num_warmup_steps=12.5, num_training_steps=99.5)',
            'get_scheduler("cosine", optimizer, num_warmup_steps=100, num_training_steps=100)',
            'get_scheduler("polynomial", optimizer, num_warmup_steps=190, num_training_steps=100)',
        ]
    ],
    *[
        _by_function(call)
        for call in [
            "get_constant_schedule(optimizer)",
            "get_constant_schedule_with_warmup(optimizer, 25)",
            "get_linear_schedule_with_warmup(optimizer, 25, 175)",
            "get_cosine_schedule_with_warmup(optimizer, 25, 175, 0.25)",
            "get_cosine_with_hard_restarts_schedule_with_warmup(optimizer, 25, 175, 4)",
            "get_polynomial_decay_schedule_with_warmup(optimizer, 25, 175, 1e-6, 3)",
            "get_inverse_sqrt_schedule(optimizer, 25, 100)",
            "get_cosine_with_min_lr_schedule_with_warmup(optimizer, 25, 175, min_lr=1e-5)",
            "get_cosine_with_min_lr_schedule_with_warmup_lr_rate(optimizer, 25, 175, 0.5, min_lr_rate=0.1, warmup_lr_rate=0.1)",
            'get_wsd_schedule(optimizer, 25, 60, 175, warmup_type="cosine", decay_type="linear")',
            'get_wsd_schedule(optimizer, 25, 60, num_stable_steps=70, warmup_type="1-sqrt", decay_type="1-sqrt", min_lr_ratio=0.05)',
            'get_wsd_schedule(optimizer, 25, 60, 175, min_lr_ratio=0.05, num_cycles=1.5)',
            "optimization.get_linear_schedule_with_warmup(optimizer, num_warmup_steps=0, num_training_steps=100)",
        ]
    ],
    # Of several parameter groups the schedule takes the learning rate of the optimizer itself.
    _by_name(f'get_scheduler("polynomial", optimizer, {_STEPS}, scheduler_specific_kwargs={{"lr_end": 0.01}})', _GROUPS),
    _by_name(f'get_scheduler("cosine_with_min_lr", optimizer, {_STEPS}, scheduler_specific_kwargs={{"min_lr": 0.03}})', _GROUPS),
    _by_name(
        f'torch.optim.lr_scheduler.SequentialLR(optimizer, [get_scheduler("linear", optimizer, 10, 60), get_scheduler("cosine", optimizer, {_STEPS})], [50])'
    ),
    *[
        _of_diffusers(call)
        for call in [
            f'get_scheduler("linear", optimizer, {_STEPS})',
            f'get_scheduler("cosine", optimizer, {_STEPS})',
            f'get_scheduler(SchedulerType.COSINE_WITH_RESTARTS, optimizer, {_STEPS}, num_cycles=3)',
            f'get_scheduler("polynomial", optimizer, {_STEPS}, power=1.5)',
            'get_scheduler("constant", optimizer)',
            'get_scheduler("constant_with_warmup", optimizer, num_warmup_steps=30)',
            'get_scheduler("piecewise_constant", optimizer, step_rules="1:10,0.1:20,0.01:30,0.005")',
            'get_scheduler("piecewise_constant", optimizer, "0.5")',
            'get_piecewise_constant_schedule(optimizer, "0.1:90, 1.:30,1e-2: 150,.3:30,2")',
            "get_linear_schedule_with_warmup(optimizer, 30, 180, f_min=0.1, f_max=0.9)",
        ]
    ],
]

# Without max_steps, as many updates as are recorded.
TRAINER_SCHEDULES = [
    _trainer(arguments)
    for arguments in [
        '"out", max_steps=150',
        '"out", max_steps=150, warmup_steps=20, learning_rate=2e-5',
        '"out", max_steps=150, warmup_steps=0.07, lr_scheduler_type="cosine"',
        '"out", warmup_steps=0.1, lr_scheduler_type="cosine_with_restarts", lr_scheduler_kwargs={"num_cycles": 2}',
        'output_dir="out", num_train_epochs=3, warmup_steps=15',
        '"out", lr_scheduler_type="warmup_stable_decay", warmup_steps=0.05, lr_scheduler_kwargs={"num_decay_steps": 40}',
        '"out", learning_rate=1e-3, lr_scheduler_type="cosine_with_min_lr", lr_scheduler_kwargs={"min_lr": 1e-4}, warmup_steps=10.9',
        '"out", lr_scheduler_type="constant"',
        '"out", lr_scheduler_type="constant_with_warmup", warmup_steps=0.5, optim="sgd"',
        '"out", lr_scheduler_type="polynomial", lr_scheduler_kwargs={"lr_end": 1e-6, "power": 2}',
        '"out", lr_scheduler_type="inverse_sqrt", warmup_steps=30',
    ]
]

# TrainingArguments, gradients, precision.
TRAINED = [
    (_trainer(arguments), gradients, precision)
    for arguments, gradients, precision in [
        ('"out", learning_rate=1e-2, max_steps=1000', "noisy", "float64"),
        ('"out", learning_rate=1e-2, max_steps=1000', "noisy", "float32"),
        ('"out", learning_rate=1e-2, num_train_epochs=1, warmup_steps=0.1, max_grad_norm=0', "noisy", "float64"),
        (
            '"out", learning_rate=3e-3, max_steps=1000, weight_decay=0.1, adam_beta1=0.8, adam_beta2=0.95, adam_epsilon=1e-6, '
            'warmup_steps=50, lr_scheduler_type="cosine"',
            "drifting",
            "float64",
        ),
        (
            '"out", learning_rate=1e-2, max_steps=1000, weight_decay=0.01, optim="sgd", optim_args="momentum=0.9,nesterov=true", '
            "max_grad_norm=0.5",
            "noisy",
            "float64",
        ),
        ('"out", learning_rate=1e-2, max_steps=1000, optim="adagrad", lr_scheduler_type="constant"', "sparse", "float64"),
        (
            '"out", learning_rate=1e-3, max_steps=1000, optim="rmsprop", optim_args="alpha=0.9, eps=1e-5, centered=yes", '
            'lr_scheduler_type="inverse_sqrt", warmup_steps=30',
            "noisy",
            "float64",
        ),
    ]
]

ARGUMENTS = [
    _trainer(arguments)
    for arguments in [
        '"out"',
        '"out", learning_rate=2e-5, weight_decay=0.01, adam_beta2=0.98, adam_epsilon=1e-6, max_grad_norm=0.5',
        '"out", optim="adamw_torch", adam_beta1=0.8',
        '"out", optim="sgd", weight_decay=0.1, adam_beta1=0.5',
        '"out", optim="sgd", optim_args="momentum=0.9, dampening=0.1, weight_decay=0.3"',
        '"out", optim="sgd", optim_args="momentum=0.8,nesterov=TRUE"',
        '"out", optim="adagrad", optim_args="lr_decay=0.01,eps=1e-8", learning_rate=0.1',
        '"out", optim="rmsprop", optim_args="momentum=0.5,centered=no,alpha=0.95", max_grad_norm=0.0',
    ]
]

CHECKED = [
    *[
        _by_name(call)
        for call in [
            'get_scheduler("linear", optimizer)',
            'get_scheduler("linear", optimizer, num_warmup_steps=10)',
            'get_scheduler("cosine", optimizer, num_training_steps=10)',
            'get_scheduler("linear", optimizer, None, 10)',
            'get_scheduler("linear", optimizer, 1, 10, {"num_cycles": 2})',
            'get_scheduler("linear", optimizer, 1, 10, None)',
            'get_scheduler("cosin", optimizer, 1, 10)',
            'get_scheduler("COSINE", optimizer, 1, 10)',
            'get_scheduler(None, optimizer, 1, 10)',
            'get_scheduler("cosine", 1, 10, optimizer=optimizer)',
            'get_scheduler("constant", optimizer, 10, 100, {"num_cycles": 2})',
            'get_scheduler("constant_with_warmup", optimizer)',
            'get_scheduler("constant_with_warmup", optimizer, 3, scheduler_specific_kwargs={"nonsense": 2})',
            'get_scheduler("inverse_sqrt", optimizer, num_training_steps=5)',
            'get_scheduler("inverse_sqrt", optimizer, 5, 10, {"timescale": 0})',
            'get_scheduler("reduce_lr_on_plateau", optimizer, scheduler_specific_kwargs={"factor": 1.5})',
            'get_scheduler("polynomial", optimizer, 10, 100, {"lr_end": 3e-4})',
            'get_scheduler("polynomial", optimizer, 10, 100, {"lr_end": 2e-4})',
            'get_scheduler("polynomial", optimizer, 10, 10)',
            'get_scheduler("cosine_with_min_lr", optimizer, 10, 100)',
            'get_scheduler("cosine_with_min_lr", optimizer, 10, 100, {"min_lr": 1e-5, "min_lr_rate": 0.1})',
            'get_scheduler("cosine_with_min_lr", optimizer, 10, 100, {"min_lr": None, "min_lr_rate": 0.1})',
            'get_scheduler("cosine_warmup_with_min_lr", optimizer, 10, 100, {"num_cycles": 0.5})',
            'get_scheduler("warmup_stable_decay", optimizer, 10, 100)',
            'get_scheduler("warmup_stable_decay", optimizer, 10, scheduler_specific_kwargs={"num_decay_steps": 20})',
            'get_scheduler("warmup_stable_decay", optimizer, 10, scheduler_specific_kwargs={"num_decay_steps": 20, "num_stable_steps": 30})',
            'get_scheduler("warmup_stable_decay", optimizer, 10, 100, {"num_decay_steps": 20, "decay_type": "sqrt"})',
            'get_scheduler("warmup_stable_decay", optimizer, 10, 100, {"num_decay_steps": 20, "num_warmup_steps": 5})',
            'get_scheduler("linear", optimizer, 1, 10, scheduler_specific_kwargs=3)',
        ]
    ],
    *[
        _by_function(call)
        for call in [
            "get_linear_schedule_with_warmup(optimizer, 10)",
            "get_linear_schedule_with_warmup(optimizer, num_training_steps=100, num_warmup_steps=10)",
            "get_reduce_on_plateau_schedule(optimizer, 'min')",
            "get_cosine_schedule_with_warmup(optimizer, 10, 100, 0.5, -1, 3)",
            "get_cosine_with_min_lr_schedule_with_warmup(optimizer, 10, 100)",
        ]
    ],
    *[
        _of_diffusers(call)
        for call in [
            'get_scheduler("inverse_sqrt", optimizer, 10, 100)',
            'get_scheduler("linear", optimizer, 10, 100)',
            'get_scheduler("linear", optimizer, num_warmup_steps=10, num_training_steps=100, num_cycles=2)',
            'get_scheduler("linear", optimizer, num_warmup_steps=10)',
            'get_scheduler("piecewise_constant", optimizer, step_rules="1:10,0.1:20")',
            'get_scheduler("piecewise_constant", optimizer, step_rules="1:1.5,0.1")',
            'get_scheduler("cosine", optimizer, scheduler_specific_kwargs={})',
        ]
    ],
    *[
        _trainer(arguments)
        for arguments in [
            '"out", learning_rate=-1e-3',
            '"out", adam_beta1=1.0',
            '"out", adam_beta2=1',
            '"out", adam_epsilon=-1e-8',
            '"out", weight_decay=-0.1',
            '"out", learnig_rate=1e-3',
            '"out", lr_scheduler_type="cosin"',
            '"out", lr_scheduler_type="cosine_with_min_lr"',
            '"out", lr_scheduler_type="cosine_with_min_lr", lr_scheduler_kwargs={"min_lr_rate": 0.1}',
            '"out", lr_scheduler_type="linear", lr_scheduler_kwargs={"num_cycles": 2}',
            '"out", lr_scheduler_type="constant", lr_scheduler_kwargs={"num_cycles": 2}, warmup_steps=10',
            '"out", lr_scheduler_type="polynomial", learning_rate=1e-7',
            '"out", lr_scheduler_type="reduce_lr_on_plateau"',
            '"out", lr_scheduler_type="reduce_lr_on_plateau", eval_strategy="epoch"',
            '"out", lr_scheduler_type="warmup_stable_decay"',
            '"out", warmup_steps=-1',
            '"out", optim="adamw"',
            '"out", optim="sgd", optim_args="momentum"',
            '"out", optim="sgd", optim_args="momentum=high"',
            '"out", optim="sgd", optim_args="momentum=-0.5"',
            '"out", optim="sgd", optim_args="nesterov=true"',
            '"out", optim="sgd", optim_args="alpha=0.9"',
            '"out", optim="adamw_torch", optim_args="alpha=0.9"',
            '"out", 16, 1, 200, 1e-3, "cosine"',
            '"out", run_name="fine-tuning", bf16=False, eval_strategy="steps", logging_steps=10',
        ]
    ],
]
