/** Packages that are usually installed and not part of a workspace, and modules of Python itself. */
const installedPackages: ReadonlySet<string> = new Set(
  `torch torchvision torchaudio transformers trl diffusers keras tf_keras tensorflow optax jax flax deepspeed numpy scipy pandas sklearn
  matplotlib PIL cv2 tqdm wandb yaml requests datasets accelerate lightning pytorch_lightning absl ml_collections mmengine mmcv timm einops peft
  trl hydra omegaconf tiktoken sentencepiece tokenizers evaluate safetensors huggingface_hub tensorboard tensorboardX click typer rich
  __future__ abc argparse ast asyncio base64 collections contextlib copy csv dataclasses datetime enum errno functools gc getpass glob gzip
  hashlib importlib inspect io itertools json logging math multiprocessing operator os pathlib pickle platform pprint queue random re shutil
  signal socket statistics string struct subprocess sys tempfile textwrap threading time traceback types typing typing_extensions unittest
  uuid warnings weakref zipfile`.split(/\s+/),
);

/** Whether a full name is one of an installed package: no file of the workspace is looked for by it. */
export function isInstalled(name: string): boolean {
  return installedPackages.has(name.split(".", 1)[0]);
}
