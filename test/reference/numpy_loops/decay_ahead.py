import numpy as np

lr, decay = 0.1, 0.98
for i in range(1000):
    lr = lr * decay
    theta -= lr * compute_gradient(theta)
