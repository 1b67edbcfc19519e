import torch
from sklearn.model_selection import KFold

for fold, (train_ids, val_ids) in enumerate(KFold(5, shuffle=True).split(dataset)):
    model = Net().to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", factor=0.5, patience=3)
    for epoch in range(30):
        model.train()
        for x, y in make_loader(train_ids):
            optimizer.zero_grad()
            criterion(model(x), y).backward()
            optimizer.step()
        scheduler.step(evaluate(model, val_ids))
    torch.save(model.state_dict(), f"fold{fold}.pt")
