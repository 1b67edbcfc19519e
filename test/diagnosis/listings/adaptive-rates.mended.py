import numpy as np

def loss(theta):
    return np.sum(theta ** 2)

def grad(theta):
    return 2 * theta

theta = np.array([1.0, 2.0, 3.0, 4.0])
lr0 = 0.01
for t in range(100):
    g = grad(theta)
    lr = lr0 / np.linalg.norm(g)
    theta = theta - lr * g

theta = np.array([1.0, 2.0, 3.0, 4.0])
theta_old = theta - 1.0
eta0 = 0.01
for t in range(100):
    g = grad(theta)
    eta = eta0 / np.linalg.norm(theta - theta_old)
    theta_old = theta.copy()
    theta = theta - eta * g

theta = np.array([1.0, 2.0, 3.0, 4.0])
for t in range(100):
    g = grad(theta)
    alpha = 0.5 * loss(theta) / np.linalg.norm(g) ** 2
    theta = theta - alpha * g
