import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def optimize(w, b, X, Y, num_iterations=2000, learning_rate=0.005):
    costs = []
    m = X.shape[1]
    for i in range(num_iterations):
        A = sigmoid(np.dot(w.T, X) + b)
        cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
        dw = np.dot(X, (A - Y).T) / m
        db = np.sum(A - Y) / m
        w = w - learning_rate * dw
        b = b - learning_rate * db
        if i % 100 == 0:
            costs.append(cost)
    return w, b, costs
