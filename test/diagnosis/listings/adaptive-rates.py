import numpy as np

def loss(theta):
    return np.sum(theta ** 2)

def grad(theta):
    return 2 * theta

theta = np.array([1.0, 2.0, 3.0, 4.0])
theta_old = theta.copy()
lr = 0.01
for t in range(100):
    g = grad(theta)
    lr = lr * np.linalg.norm(g) / np.linalg.norm(g)
    theta = theta - lr * g

theta = np.array([1.0, 2.0, 3.0, 4.0])
theta_old = theta.copy()
eta = 0.01
for t in range(100):
    g = grad(theta)
    h = np.linalg.norm(theta - theta_old)
    eta = eta * h / np.linalg.norm(theta - theta_old)
    theta_old = theta.copy()
    theta = theta - eta * g

theta = np.array([1.0, 2.0, 3.0, 4.0])
alpha = 0.01
for t in range(100):
    g = grad(theta)
    alpha = alpha * loss(theta) / np.linalg.norm(g)
    theta = theta - alpha * g
