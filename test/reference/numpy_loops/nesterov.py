import numpy as np

mu, learning_rate = 0.9, 0.01
v = np.zeros_like(theta)
for i in range(1000):
    grad = compute_gradient(theta)
    v_prev = v.copy()
    v = mu * v - learning_rate * grad
    theta += -mu * v_prev + (1 + mu) * v
