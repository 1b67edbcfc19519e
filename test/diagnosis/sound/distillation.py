import torch
import torch.nn.functional as F

teacher.eval()
optimizer = torch.optim.AdamW(student.parameters(), lr=1e-4, weight_decay=0.01)
epochs = 20
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
T, alpha = 4.0, 0.7
for epoch in range(1, epochs + 1):
    student.train()
    for x, y in train_loader:
        with torch.no_grad():
            teacher_logits = teacher(x)
        student_logits = student(x)
        kd = F.kl_div(F.log_softmax(student_logits / T, 1), F.softmax(teacher_logits / T, 1), reduction="batchmean")
        loss = alpha * T * T * kd + (1 - alpha) * F.cross_entropy(student_logits, y)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
    scheduler.step()
    evaluate(student)
