import numpy as np
x = np.random.randn(100, 1)
y = x.dot(np.array([1.5])) + np.random.randn(100) * 0.1
theta = np.zeros(1)
eta = 0.1
for t in range(100):
    i = np.random.randint(len(x))
    gradient = 2 * (x[i].dot(theta) - y[i]) * x[i]
    theta = theta - eta * gradient
