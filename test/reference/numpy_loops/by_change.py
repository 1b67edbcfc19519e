import numpy as np

eta0 = 0.01
eta = eta0
for i in range(1000):
    theta_old = theta.copy()
    grad = compute_gradient(theta)
    theta = theta - eta * grad
    eta = eta0 / (1 + np.linalg.norm(theta - theta_old))
