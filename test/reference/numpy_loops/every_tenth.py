import numpy as np

learning_rate = 0.2
for epoch in range(1, 1001):
    grads = compute_gradient(theta)
    theta -= learning_rate * grads
    if epoch % 10 == 0 and epoch > 20:
        learning_rate *= 0.7
