import numpy as np

def rmsprop(theta, grad, alpha=0.01, rho=0.9, eps=1e-8, steps=100):
    v = np.zeros_like(theta)
    for _ in range(steps):
        g = grad(theta)
        v = rho * v + (1 - rho) * g ** 2
        theta = theta - alpha * g / (np.sqrt(v) + eps)
    return theta

def adagrad(theta, grad, alpha=0.01, eps=1e-8, steps=100):
    G = np.zeros_like(theta)
    for _ in range(steps):
        g = grad(theta)
        G = G + g ** 2
        theta = theta - alpha * g / (np.sqrt(G) + eps)
    return theta

def decay(alpha0=0.1, beta=1.05, steps=100):
    theta = np.ones(3)
    for t in range(steps):
        alpha = alpha0 * (1 / beta) ** t
        theta = theta - alpha * 2 * theta
    return theta
