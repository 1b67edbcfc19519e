import torch
from tqdm import tqdm

class Trainer:
    def __init__(self, model, train_loader, val_loader, config):
        self.model = model.to(config.device)
        self.train_loader, self.val_loader = train_loader, val_loader
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=3e-4, weight_decay=1e-2)
        self.scheduler = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(self.optimizer, T_0=10)
        self.best = float("inf")

    def train_one_epoch(self):
        self.model.train()
        for batch in tqdm(self.train_loader):
            self._step(batch)
        self.scheduler.step()

    def _step(self, batch):
        self.optimizer.zero_grad()
        loss = self.model(batch).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.optimizer.step()

    def fit(self, epochs=50):
        for epoch in range(epochs):
            self.train_one_epoch()
            val = self.validate()
            if val < self.best:
                self.best = val
                torch.save(self.model.state_dict(), "best.pt")
