from keras import callbacks, optimizers

def schedule(epoch, lr):
    if epoch < 10:
        return lr
    return lr * 0.95

model.compile(optimizer=optimizers.Adam(1e-3), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(
    x_train, y_train, batch_size=128, epochs=60, validation_split=0.1,
    callbacks=[
        callbacks.LearningRateScheduler(schedule),
        callbacks.EarlyStopping(patience=8, restore_best_weights=True),
        callbacks.ModelCheckpoint("best.keras", save_best_only=True),
    ],
)
