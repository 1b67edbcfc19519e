"""Adam in a function of its own, which minimizes the sum of squares: the rule is read from its statements."""

import numpy as np


def gradient(theta):
    """Of the sum of squares."""
    return 2 * theta


def adam(theta, learning_rate=0.1, beta1=0.9, beta2=0.999, epsilon=1e-8, steps=200):
    m = np.zeros_like(theta)
    v = np.zeros_like(theta)
    for t in range(1, steps + 1):
        g = gradient(theta)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
        theta = theta - learning_rate * m_hat / (np.sqrt(v_hat) + epsilon)
    return theta


print(adam(np.array([1.0, 2.0, 3.0, 4.0])))
