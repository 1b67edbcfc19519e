import numpy as np

np.random.seed(0)
X = np.random.normal(0, 1, 100)
y = X * 1.7 + np.random.normal(0, 0.1, 100)
theta = 0.0
eta = 0.01

def compute_gradient(theta, x, y):
    return 2 * (x * theta - y) * x

for i in range(1000):
    idx = np.random.randint(0, 100)
    gradient = compute_gradient(theta, X[idx], y[idx])
    theta -= eta * gradient
print(theta)
