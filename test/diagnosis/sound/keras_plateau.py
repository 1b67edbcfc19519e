import keras
from keras.callbacks import ReduceLROnPlateau

model.compile(keras.optimizers.Nadam(learning_rate=0.002), loss="mse")
reduce_lr = ReduceLROnPlateau(monitor="val_loss", factor=0.2, patience=5, min_lr=1e-5)
model.fit(x, y, epochs=100, validation_data=(xv, yv), callbacks=[reduce_lr])
