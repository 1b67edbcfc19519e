import numpy as np

np.random.seed(0)
X = np.random.normal(0, 1, 100)
theta = np.random.normal()
y = X * theta + np.random.normal(0, 0.1, 100)
eta = 0.01

def compute_gradient(theta, x, y):
    return 2 * (y - x * theta) * x

for i in range(1000):
    idx = np.random.randint(0, 100)
    gradient = compute_gradient(theta, X[idx], y[idx])
    theta -= eta * gradient
print(theta)
