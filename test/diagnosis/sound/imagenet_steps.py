import argparse

import torch
import torchvision

parser = argparse.ArgumentParser(description="ImageNet training")
parser.add_argument("--epochs", default=90, type=int)
parser.add_argument("--lr", "--learning-rate", default=0.1, type=float)
parser.add_argument("--momentum", default=0.9, type=float)
parser.add_argument("--wd", "--weight-decay", default=1e-4, type=float, dest="weight_decay")


def train(loader, model, criterion, optimizer, device):
    model.train()
    for images, target in loader:
        output = model(images.to(device, non_blocking=True))
        loss = criterion(output, target.to(device, non_blocking=True))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def main():
    args = parser.parse_args()
    device = torch.device("cuda")
    model = torchvision.models.resnet50().to(device)
    criterion = torch.nn.CrossEntropyLoss().to(device)
    optimizer = torch.optim.SGD(model.parameters(), args.lr, momentum=args.momentum, weight_decay=args.weight_decay)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=30, gamma=0.1)
    loader = torch.utils.data.DataLoader(torchvision.datasets.ImageFolder("train"), batch_size=256, shuffle=True)
    for epoch in range(args.epochs):
        train(loader, model, criterion, optimizer, device)
        scheduler.step()


if __name__ == "__main__":
    main()
