import numpy as np

theta = np.zeros((4, 2))
learning_rate = 0.000025
for e in range(10000):
    grads, rewards = [], []
    run_episode(theta, grads, rewards)
    for i in range(len(grads)):
        theta += learning_rate * grads[i] * sum(r * (0.99**t) for t, r in enumerate(rewards[i:]))
