import numpy as np

class RMSprop:
    def __init__(self, lr=0.001, rho=0.9, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.cache = {}

    def update(self, name, w, grad):
        if name not in self.cache:
            self.cache[name] = np.zeros_like(w)
        self.cache[name] = self.rho * self.cache[name] + (1 - self.rho) * grad**2
        w -= self.lr * grad / (np.sqrt(self.cache[name]) + self.eps)
        return w
