import keras
import tensorflow as tf

class VAE(keras.Model):
    def train_step(self, data):
        with tf.GradientTape() as tape:
            z_mean, z_log_var, z = self.encoder(data)
            loss = self.reconstruction(z, data) + self.kl(z_mean, z_log_var)
        grads = tape.gradient(loss, self.trainable_weights)
        self.optimizer.apply_gradients(zip(grads, self.trainable_weights))
        return {"loss": loss}

vae = VAE()
vae.compile(optimizer=keras.optimizers.Adam(clipnorm=1.0))
vae.fit(mnist_digits, epochs=30, batch_size=128)
