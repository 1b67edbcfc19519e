import keras

model = keras.Sequential([keras.layers.LSTM(64), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.RMSprop(learning_rate=1e-3, rho=0.9), loss="mse")
model.fit(x_train, y_train, batch_size=32, epochs=20, validation_split=0.1)
