import numpy as np

eta = 0.02
for i in range(1000):
    theta -= compute_gradient(theta) * eta
