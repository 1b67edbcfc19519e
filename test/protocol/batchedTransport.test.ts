import assert from "node:assert/strict";
import { batchedTransport } from "../../src/protocol/batchedTransport";
import { loopback } from "./loopback";

function connect() {
  const channel = loopback();
  const sends: (() => void)[] = [];
  const arrived: unknown[] = [];
  const near = batchedTransport(channel.near, (send) => void sends.push(send));
  batchedTransport(channel.far, () => {}).onMessage((message) => void arrived.push(message));
  const endTurn = () => {
    for (const send of sends.splice(0)) send();
  };
  return { channel, near, arrived, endTurn };
}

describe("batchedTransport", () => {
  it("sends what is posted in a turn as one message, and hands it over in its order", () => {
    const { channel, near, arrived, endTurn } = connect();
    for (const message of ["a", { b: 1 }, ["c"]]) near.post(message);
    assert.equal(channel.queue.length, 0);
    endTurn();
    assert.equal(channel.queue.length, 1);
    channel.deliver(0);
    assert.deepEqual(arrived, ["a", { b: 1 }, ["c"]]);
  });

  it("begins a new message with every turn, and sends none where nothing is posted", () => {
    const { channel, near, arrived, endTurn } = connect();
    near.post(1);
    endTurn();
    endTurn();
    near.post(2);
    endTurn();
    assert.equal(channel.queue.length, 2);
    channel.deliver(0);
    channel.deliver(0);
    assert.deepEqual(arrived, [1, 2]);
  });

  it("hands on what is no batch", () => {
    const { channel, arrived } = connect();
    channel.near.post("stray");
    channel.deliver(0);
    assert.deepEqual(arrived, ["stray"]);
  });
});
