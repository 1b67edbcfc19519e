import numpy as np

eta, beta = 0.01, 0.9
v = 0
for i in range(1000):
    grad = compute_gradient(theta)
    v = beta * v + grad
    theta = theta - eta * v
