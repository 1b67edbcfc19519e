import numpy as np

params = [theta]
lr = 0.02
while True:
    grads = [compute_gradient(params[0])]
    params = [p - lr * g for p, g in zip(params, grads)]
