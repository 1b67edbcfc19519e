import numpy as np

lr = 0.1
momentum = 0.5
velocity = np.zeros(9)
for epoch in range(100):
    for batch in range(25):
        grad = compute_gradient(theta)
        velocity = momentum * velocity + grad
        theta -= lr * velocity
    lr = lr * 0.8
