import numpy as np

eta = 0.05
for i in range(1000):
    grad = compute_gradient(theta)
    theta -= eta * grad / np.linalg.norm(grad)
