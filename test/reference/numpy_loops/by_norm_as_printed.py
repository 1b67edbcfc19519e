import numpy as np

alpha = 0.01
for i in range(1000):
    grad = compute_gradient(theta)
    g = np.linalg.norm(grad)
    alpha = alpha * g / np.linalg.norm(grad)
    theta = theta - alpha * grad
