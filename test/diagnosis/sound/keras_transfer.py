import tensorflow as tf
from tensorflow import keras

base_model = keras.applications.MobileNetV2(include_top=False, weights="imagenet")
base_model.trainable = False
model = keras.Sequential([base_model, keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(1)])
base_learning_rate = 0.0001
model.compile(
    optimizer=keras.optimizers.Adam(learning_rate=base_learning_rate),
    loss=keras.losses.BinaryCrossentropy(from_logits=True),
)
initial_epochs = 10
history = model.fit(train_dataset, epochs=initial_epochs, validation_data=validation_dataset)

base_model.trainable = True
for layer in base_model.layers[:100]:
    layer.trainable = False
model.compile(
    loss=keras.losses.BinaryCrossentropy(from_logits=True),
    optimizer=keras.optimizers.RMSprop(learning_rate=base_learning_rate / 10),
)
model.fit(train_dataset, epochs=20, initial_epoch=history.epoch[-1], validation_data=validation_dataset)
