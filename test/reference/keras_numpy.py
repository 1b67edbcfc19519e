"""Keras' NumPy back end in a precision, throughout."""

import keras
from keras.src.backend.common import dtypes


def compute_in(precision):
    keras.config.set_floatx(precision)
    # Keras makes float32 of float64 on every back end but TensorFlow, which is too large to be installed for this. With
    # TensorFlow's entry in its table the arithmetic is double throughout, as it is there.
    dtypes.BIT64_TO_BIT32_DTYPE["float64"] = precision
