import assert from "node:assert/strict";
import { latestOnly } from "../../../webview/data/latestOnly";

/** Requests that a test answers by hand. */
function asked(most?: number) {
  const sent: { query: string; answer: (reply: string) => void; fail: (error: Error) => void }[] = [];
  const events: string[] = [];
  const ask = latestOnly<string, string>(
    (query) => new Promise((answer, fail) => void sent.push({ query, answer, fail })),
    {
      answered: (key, query, reply) => events.push(`${key}: ${query} → ${reply}`),
      failed: (key, query) => events.push(`${key}: ${query} failed`),
    },
    most,
  );
  const rest = () => new Promise(setImmediate);
  return { ask, sent, events, rest };
}

describe("latestOnly", () => {
  it("sends one request at a time, and of those that waited the last", async () => {
    const { ask, sent, events, rest } = asked();
    for (const query of ["1", "2", "3"]) ask("a", query);
    assert.deepEqual(
      sent.map(({ query }) => query),
      ["1"],
    );
    sent[0].answer("one");
    await rest();
    assert.deepEqual(
      sent.map(({ query }) => query),
      ["1", "3"],
    );
    sent[1].answer("three");
    await rest();
    assert.deepEqual(events, ["a: 1 → one", "a: 3 → three"]);
    ask("a", "4");
    assert.equal(sent.length, 3);
  });

  it("keeps two under way where that is asked for", async () => {
    const { ask, sent, rest } = asked(2);
    for (const query of ["1", "2", "3", "4"]) ask("a", query);
    const queries = () => sent.map(({ query }) => query);
    assert.deepEqual(queries(), ["1", "2"]);
    sent[0].answer("one");
    await rest();
    assert.deepEqual(queries(), ["1", "2", "4"]);
    for (const { answer } of sent.slice(1)) answer("any");
    await rest();
    ask("a", "5");
    assert.deepEqual(queries(), ["1", "2", "4", "5"]);
  });

  it("keeps keys apart", () => {
    const { ask, sent } = asked();
    ask("a", "1");
    ask("b", "2");
    assert.equal(sent.length, 2);
  });

  it("goes on after a failure", async () => {
    const { ask, sent, events, rest } = asked();
    ask("a", "1");
    ask("a", "2");
    sent[0].fail(new Error("gone"));
    await rest();
    sent[1].answer("two");
    await rest();
    assert.deepEqual(events, ["a: 1 failed", "a: 2 → two"]);
  });
});
