import type { Transport } from "./connection";

/**
 * Carries the messages of one turn of the event loop together, in their order: hundreds of small ones cost a channel between processes far more
 * than one large. Both ends must use it.
 *
 * @param atEndOfTurn runs an action when all that is posted in this turn has been
 */
export function batchedTransport(channel: Transport, atEndOfTurn: (send: () => void) => void): Transport {
  let batch: unknown[] = [];
  const send = () => {
    const messages = batch;
    batch = [];
    channel.post(messages);
  };
  return {
    post: (message) => {
      if (batch.push(message) === 1) atEndOfTurn(send);
    },
    onMessage: (listener) =>
      channel.onMessage((messages) => {
        // What is no batch is for the listener to complain of.
        for (const message of Array.isArray(messages) ? messages : [messages]) listener(message);
      }),
  };
}
