import assert from "node:assert/strict";
import { AnswerStore } from "../../../src/extension/answers/answerStore";

/** A store over a memory that is a map. */
function openStore(memory = new Map<string, unknown>()) {
  const changes: string[] = [];
  const store = new AnswerStore({
    get: <T>(key: string) => memory.get(key) as T,
    update: async (key: string, value: unknown) => void memory.set(key, value),
  });
  store.onDidChange((uri) => changes.push(uri));
  return { store, changes, memory };
}

const answer = { uri: "file:///a/train.py", expression: "len(loader)", text: "500" };

describe("answer store", () => {
  it("remembers an answer for its file alone, also in the next window", async () => {
    const { store, memory } = openStore();
    await store.remember(answer);
    for (const each of [store, openStore(memory).store]) {
      assert.deepEqual([...each.of(answer.uri)], [["len(loader)", "500"]]);
      assert.deepEqual([...each.of("file:///a/test.py")], []);
    }
  });

  it("changes and forgets answers, and tells of it", async () => {
    const { store, changes, memory } = openStore();
    await store.remember(answer);
    await store.remember({ ...answer, text: "250" });
    await store.remember({ ...answer, expression: "args.lr", text: "0.1" });
    await store.forget(answer);
    assert.deepEqual(store.all(), [{ ...answer, expression: "args.lr", text: "0.1" }]);
    await store.forget({ ...answer, expression: "args.lr" });
    assert.deepEqual([...memory.values()], [{}]);
    assert.deepEqual(changes, Array(5).fill(answer.uri));
  });

  it("has the new answer when it tells of it", async () => {
    const { store } = openStore();
    const seen: (string | undefined)[] = [];
    store.onDidChange((uri) => seen.push(store.of(uri).get("len(loader)")));
    await store.remember(answer);
    assert.deepEqual(seen, ["500"]);
  });

  it("follows a file, and a folder, that is renamed", async () => {
    const { store } = openStore();
    await store.remember(answer);
    await store.rename("file:///a", "file:///b");
    await store.rename("file:///b/train.py", "file:///b/fit.py");
    await store.rename("file:///b/fi", "file:///c");
    assert.deepEqual(store.all(), [{ ...answer, uri: "file:///b/fit.py" }]);
  });

  it("keeps expressions apart that are called like members of every object", async () => {
    const { store } = openStore();
    assert.equal(store.of(answer.uri).get("constructor"), undefined);
    await store.remember({ ...answer, expression: "__proto__", text: "1" });
    assert.equal(store.of(answer.uri).get("__proto__"), "1");
  });
});
