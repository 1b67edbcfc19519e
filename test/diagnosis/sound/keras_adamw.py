import keras

optimizer = keras.optimizers.AdamW(learning_rate=5e-4, weight_decay=4e-3, clipnorm=1.0)
optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
model.compile(optimizer=optimizer, loss="categorical_crossentropy")
model.fit(train_ds, epochs=100)
