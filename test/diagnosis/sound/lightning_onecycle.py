import pytorch_lightning as pl
import torch

class LitResnet(pl.LightningModule):
    def __init__(self, lr=0.05):
        super().__init__()
        self.save_hyperparameters()
        self.model = create_model()

    def training_step(self, batch, batch_idx):
        x, y = batch
        return torch.nn.functional.nll_loss(self.model(x), y)

    def configure_optimizers(self):
        optimizer = torch.optim.SGD(self.parameters(), lr=self.hparams.lr, momentum=0.9, weight_decay=5e-4)
        steps_per_epoch = 45000 // 256
        scheduler = torch.optim.lr_scheduler.OneCycleLR(
            optimizer, 0.1, epochs=self.trainer.max_epochs, steps_per_epoch=steps_per_epoch
        )
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": scheduler, "interval": "step"}}

trainer = pl.Trainer(max_epochs=30, accelerator="auto")
trainer.fit(LitResnet(lr=0.05), datamodule)
