from torch import optim

def train_step(input_tensor, target_tensor, encoder, decoder, encoder_optimizer, decoder_optimizer, criterion):
    encoder_optimizer.zero_grad()
    decoder_optimizer.zero_grad()
    encoder_outputs, hidden = encoder(input_tensor)
    outputs, _, _ = decoder(encoder_outputs, hidden, target_tensor)
    loss = criterion(outputs, target_tensor)
    loss.backward()
    encoder_optimizer.step()
    decoder_optimizer.step()
    return loss.item()

def train(train_dataloader, encoder, decoder, n_epochs, learning_rate=0.001):
    encoder_optimizer = optim.Adam(encoder.parameters(), lr=learning_rate)
    decoder_optimizer = optim.Adam(decoder.parameters(), lr=learning_rate * 5)
    for epoch in range(1, n_epochs + 1):
        for inputs, targets in train_dataloader:
            train_step(inputs, targets, encoder, decoder, encoder_optimizer, decoder_optimizer, criterion)

train(loader, encoder, decoder, 80)
