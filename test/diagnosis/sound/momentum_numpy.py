import numpy as np

def rosenbrock_grad(p):
    x, y = p
    return np.array([-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)])

theta = np.array([-1.5, 2.0])
velocity = np.zeros(2)
path = [theta.copy()]
for _ in range(5000):
    velocity = 0.9 * velocity - 2e-4 * rosenbrock_grad(theta)
    theta = theta + velocity
    path.append(theta.copy())
