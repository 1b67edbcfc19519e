import numpy as np

class AdamOptimizer:
    def __init__(self, eta=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.m_dw, self.v_dw = 0, 0
        self.beta1, self.beta2, self.epsilon, self.eta = beta1, beta2, epsilon, eta

    def update(self, t, w, dw):
        self.m_dw = self.beta1 * self.m_dw + (1 - self.beta1) * dw
        self.v_dw = self.beta2 * self.v_dw + (1 - self.beta2) * (dw**2)
        m_dw_corr = self.m_dw / (1 - self.beta1**t)
        v_dw_corr = self.v_dw / (1 - self.beta2**t)
        w = w - self.eta * (m_dw_corr / (np.sqrt(v_dw_corr) + self.epsilon))
        return w

def grad_function(m):
    return 2 * m - 2

w_0 = 0
adam = AdamOptimizer()
t = 1
converged = False
while not converged:
    dw = grad_function(w_0)
    w_0_old = w_0
    w_0 = adam.update(t, w=w_0, dw=dw)
    if w_0 == w_0_old:
        break
    t += 1
