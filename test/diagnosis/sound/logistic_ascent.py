import numpy as np

def grad_ascent(data, labels):
    X, y = np.mat(data), np.mat(labels).T
    m, n = X.shape
    alpha, cycles = 0.001, 500
    weights = np.ones((n, 1))
    for k in range(cycles):
        h = 1.0 / (1 + np.exp(-X * weights))
        error = y - h
        weights = weights + alpha * X.T * error
    return weights
