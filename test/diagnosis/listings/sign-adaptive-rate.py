import numpy as np
x = np.random.randn(100, 1)
theta = np.random.randn(1)
y = x.dot(theta) + np.random.randn(100) * 0.1
eta = 0.1
for t in range(100):
    i = np.random.randint(len(x))
    gradient = 2 * (y[i] - x[i].dot(theta)) * x[i]
    if gradient > 0:
        eta = eta * 0.9
    else:
        eta = eta * 1.1
    theta = theta - eta * gradient
