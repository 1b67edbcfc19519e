import numpy as np

learning_rate = 0.003
for epoch in range(1000):
    gradients = compute_gradient(theta)
    theta -= learning_rate * gradients
