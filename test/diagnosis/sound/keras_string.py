from keras.models import Sequential
from keras.layers import LSTM, Dense

model = Sequential([LSTM(50, input_shape=(10, 1)), Dense(1)])
model.compile(optimizer="adam", loss="mse")
model.fit(X, y, epochs=20, batch_size=32)
