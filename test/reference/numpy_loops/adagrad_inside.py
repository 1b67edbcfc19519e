import numpy as np

lr, epsilon = 0.1, 1e-6
G = np.full(9, 0.1)
for i in range(1000):
    grad = compute_gradient(theta)
    G = G + np.square(grad)
    theta = theta - lr / np.sqrt(G + epsilon) * grad
