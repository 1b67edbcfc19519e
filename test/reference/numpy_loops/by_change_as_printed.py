import numpy as np

eta = 0.01
for i in range(1000):
    theta_old = theta.copy()
    grad = compute_gradient(theta)
    theta = theta - eta * grad
    h = np.linalg.norm(theta - theta_old)
    eta = eta * h / np.linalg.norm(theta - theta_old)
