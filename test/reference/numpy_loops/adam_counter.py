import numpy as np

learning_rate = 0.01
beta1, beta2 = 0.9, 0.999
t = 0
m, v = np.zeros(9), np.zeros(9)
while True:
    t += 1
    grad = compute_gradient(theta)
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad * grad
    lr_t = learning_rate * np.sqrt(1 - beta2 ** t) / (1 - beta1 ** t)
    theta -= lr_t * m / (np.sqrt(v) + 1e-7)
