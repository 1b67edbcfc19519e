import numpy as np

def sgd_momentum(w, dw, v, learning_rate=1e-2, mu=0.9):
    v = mu * v - learning_rate * dw
    next_w = w + v
    return next_w, v

v = np.zeros_like(theta)
while True:
    theta, v = sgd_momentum(theta, compute_gradient(theta), v)
