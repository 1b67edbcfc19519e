import numpy as np

rng = np.random.default_rng(0)
X = rng.normal(size=(200, 3))
true_w = np.array([1.5, -2.0, 0.5])
y = X @ true_w + 0.1 * rng.normal(size=200)

w = np.zeros(3)
learning_rate = 0.1
for epoch in range(200):
    predictions = X @ w
    loss = np.mean((predictions - y) ** 2)
    gradient = 2 * X.T @ (predictions - y) / len(y)
    w -= learning_rate * gradient
print(w)
