import numpy as np

step_size = 0.1
for t in range(1, 1001):
    lr_t = step_size / np.sqrt(t)
    theta -= lr_t * compute_gradient(theta)
