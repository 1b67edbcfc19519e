import numpy as np

def rmsprop(theta, grad, alpha=0.01, beta=0.9, eps=1e-8, steps=100):
    g_avg = np.zeros_like(theta)
    v = np.zeros_like(theta)
    for _ in range(steps):
        g = grad(theta)
        g_avg = beta * g_avg + (1 - beta) * g
        theta = theta - alpha * g_avg / (np.sqrt(v) + eps)
    return theta

def adagrad(theta, grad, alpha=0.01, eps=1e-8, steps=100):
    G = np.zeros_like(theta)
    for _ in range(steps):
        g = grad(theta)
        G = G + g
        theta = theta - alpha * G / (np.sqrt(G) + eps)
    return theta

def decay(alpha0=0.1, beta=0.9, steps=100):
    theta = np.ones(3)
    for t in range(steps):
        alpha = alpha0 * (1 / beta) ** t
        theta = theta - alpha * 2 * theta
    return theta
