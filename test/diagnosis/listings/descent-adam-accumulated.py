import numpy as np

x = np.random.rand(100)
y = 2 * x + 1 + np.random.rand(100) / 2

def gradient(theta, x, y):
    return np.mean(2 * (y - x * theta) * x)

def gd(x, y, alpha=0.01, epochs=1000):
    theta = 0.0
    for _ in range(epochs):
        g = gradient(theta, x, y)
        theta = theta - alpha * g
    return theta

def adam(x, y, alpha=0.01, beta1=0.9, beta2=0.999, eps=1e-8, epochs=1000):
    theta, m, v = 0.0, 0.0, 0.0
    for t in range(epochs):
        g = gradient(theta, x, y)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g ** 2
        theta = theta - alpha * m / (np.sqrt(v) + eps)
    return theta

def dynamic(x, y, alpha=0.01, epochs=1000):
    theta, total = 0.0, 0.0
    for t in range(epochs):
        i = np.random.randint(len(x))
        total += 2 * (x[i] * theta - y[i]) * x[i]
        theta -= alpha * total
    return theta
print(gd(x, y) * np.array([0.5, 1, 1.5]))
