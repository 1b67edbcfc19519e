import numpy as np

for i in range(1000):
    theta -= 0.007 * compute_gradient(theta)
