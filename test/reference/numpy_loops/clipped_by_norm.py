import numpy as np

lr, max_norm = 0.05, 5.0
for i in range(1000):
    grad = compute_gradient(theta)
    norm = np.linalg.norm(grad)
    if norm > max_norm:
        grad = grad * (max_norm / norm)
    theta -= lr * grad
