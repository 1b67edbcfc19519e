import numpy as np

alpha, beta = 0.02, 0.9
v_dtheta = np.zeros(9)
for i in range(1000):
    dtheta = compute_gradient(theta)
    v_dtheta = beta * v_dtheta + (1 - beta) * dtheta
    theta = theta - alpha * v_dtheta
