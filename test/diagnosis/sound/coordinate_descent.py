import numpy as np

X = np.random.randn(100, 5)
y = X @ np.array([1.0, -2.0, 0.0, 3.0, 0.5]) + 0.1 * np.random.randn(100)
w = np.zeros(5)
L = np.linalg.eigvalsh(X.T @ X / 100).max()
lam = 0.1
for it in range(300):
    grad = X.T @ (X @ w - y) / len(y)
    w = w - grad / L
    w = np.sign(w) * np.maximum(np.abs(w) - lam / L, 0)
