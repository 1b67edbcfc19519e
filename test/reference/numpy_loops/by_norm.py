import numpy as np

alpha0 = 0.05
for i in range(1000):
    grad = compute_gradient(theta)
    alpha = alpha0 / np.linalg.norm(grad)
    theta = theta - alpha * grad
