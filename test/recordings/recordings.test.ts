import assert from "node:assert/strict";
import { mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { MemoryBytes } from "../../src/core/numpy/memoryBytes";
import { writeNpy } from "../../src/core/numpy/npyArray";
import type { FileContents } from "../../src/core/problems/recordingSpecification";
import { digestOf } from "../../src/recordings/digest";
import { FileBytes } from "../../src/recordings/fileBytes";
import { openRecording } from "../../src/recordings/openRecording";
import { choiceOf, type RecordingChoice, readRecording } from "../../src/recordings/readRecording";
import { recordingBytes } from "../../src/recordings/recordingBytes";

describe("recordings", () => {
  const folder = mkdtempSync(join(tmpdir(), "optimizer-debugger-recordings-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const path = (name: string) => join(folder, name);
  const uri = (name: string) => pathToFileURL(path(name)).href;
  const write = (name: string, shape: readonly number[], ...values: number[]) =>
    writeFileSync(path(name), writeNpy({ shape, values: Float64Array.from(values) }));
  const onDisk = (file: string) => recordingBytes(file, {});
  const chosen = (changes: Partial<RecordingChoice> = {}): RecordingChoice => ({
    gradients: uri("my gradients.npy"),
    initial: null,
    shapes: null,
    ...changes,
  });

  beforeEach(() => {
    write("my gradients.npy", [3, 2], 1, 2, 3, 4, 5, 6);
    write("initial.npy", [2], 0.5, -0.5);
  });

  it("say what their files hold, and are read step by step", () => {
    const choice = chosen({ initial: uri("initial.npy"), shapes: "1x1,1" });
    const recording = readRecording(choice, onDisk);
    assert.deepEqual(recording.gradients.shape, [3, 2]);
    assert.equal(recording.gradients.precision, "float64");
    assert.deepEqual(recording.tensors, [
      { name: "tensor 1", shape: [1, 1] },
      { name: "tensor 2", shape: [1] },
    ]);
    const problem = openRecording(recording, onDisk);
    const vector = new Float64Array(2);
    problem.start(vector);
    assert.deepEqual([...vector], [0.5, -0.5]);
    problem.evaluate(vector, vector, 2);
    assert.deepEqual([...vector], [5, 6]);
  });

  it("are plain data, from which the choice can be made again", () => {
    for (const choice of [
      chosen(),
      chosen({ initial: uri("initial.npy"), shapes: "2x1" }),
      chosen({ shapes: "1,1" }),
    ]) {
      const recording = readRecording(choice, onDisk);
      assert.deepEqual(choiceOf(JSON.parse(JSON.stringify(recording))), choice);
    }
  });

  it("are the same from the disk and from memory that is handed over", () => {
    const content = new SharedArrayBuffer(new FileBytes(path("my gradients.npy")).size);
    new FileBytes(path("my gradients.npy")).read(new Uint8Array(content), 0);
    const contents: FileContents = { "memfs:/my%20gradients.npy": content };
    const there = readRecording(chosen({ gradients: "memfs:/my%20gradients.npy" }), (file) =>
      recordingBytes(file, contents),
    );
    const here = readRecording(chosen(), onDisk);
    assert.deepEqual({ ...there.gradients, uri: null }, { ...here.gradients, uri: null });
    assert.deepEqual(there.tensors, here.tensors);
  });

  it("are not replayed when a file has changed since", () => {
    const recording = readRecording(chosen({ initial: uri("initial.npy") }), onDisk);
    write("initial.npy", [2], 0.5, -0.25);
    assert.throws(() => openRecording(recording, onDisk), /initial\.npy has changed since this run was made\.$/);
    write("initial.npy", [2], 0.5, -0.5);
    write("my gradients.npy", [3, 2], 1, 2, 3, 4, 5, 7);
    assert.throws(() => openRecording(recording, onDisk), /my gradients\.npy has changed since this run was made\.$/);
    write("my gradients.npy", [3, 2], 1, 2, 3, 4, 5, 6);
    openRecording(recording, onDisk);
  });

  it("notice that a file is written anew while they are replayed", () => {
    const problem = openRecording(readRecording(chosen(), onDisk), onDisk);
    truncateSync(path("my gradients.npy"), 100);
    const vector = new Float64Array(2);
    assert.throws(() => problem.evaluate(vector, vector, 0), /my gradients\.npy has changed while it was read/);
    rmSync(path("my gradients.npy"));
    assert.throws(() => problem.evaluate(vector, vector, 0), /Cannot read .*my gradients\.npy: there is no such file/);
  });

  const refused: [name: string, content: () => void, message: RegExp][] = [
    [
      "that is not there",
      () => rmSync(path("my gradients.npy")),
      /^Cannot read .*my gradients\.npy: there is no such file/,
    ],
    [
      "that is empty",
      () => writeFileSync(path("my gradients.npy"), ""),
      /my gradients\.npy: This is no \.npy file: it begins with "", /,
    ],
    [
      "of another shape",
      () => write("my gradients.npy", [6], 1, 2, 3, 4, 5, 6),
      /found an array of shape \(6,\); expected \(steps, parameters\)/,
    ],
    [
      "without steps",
      () => write("my gradients.npy", [0, 2]),
      /found an array of shape \(0, 2\); expected \(steps, parameters\)/,
    ],
    [
      "that is cut short",
      () => truncateSync(path("my gradients.npy"), 170),
      /is cut short: found 42 bytes of data, expected 48 for/,
    ],
  ];
  for (const [name, spoil, message] of refused) {
    it(`refuse a file ${name}`, () => {
      spoil();
      assert.throws(() => readRecording(chosen(), onDisk), { name: "RecordingError", message });
    });
  }

  it("refuse initial parameters and shapes of another number", () => {
    write("initial.npy", [3], 1, 2, 3);
    const initial = chosen({ initial: uri("initial.npy") });
    assert.throws(
      () => readRecording(initial, onDisk),
      /initial\.npy: found an array of shape \(3,\); expected \(2,\)\./,
    );
    const shapes = chosen({ shapes: "4x5,7" });
    assert.throws(
      () => readRecording(shapes, onDisk),
      /^TensorShapesError: 4x5,7 has 27 entries; the recorded gradients have 2\./,
    );
  });
});

describe("the digest of a file", () => {
  const bytesOf = (length: number, change?: number) => {
    const bytes = new Uint8Array(length);
    if (change !== undefined) bytes[change] = 1;
    return new MemoryBytes("a file", bytes.buffer);
  };

  it("depends on the size and on every byte up to 16 MB", () => {
    const length = 16 << 20;
    const whole = digestOf(bytesOf(length));
    assert.equal(digestOf(bytesOf(length)), whole);
    assert.notEqual(digestOf(bytesOf(length - 1)), whole);
    for (const change of [0, (3 << 20) - 1, 3 << 20, length - 1])
      assert.notEqual(digestOf(bytesOf(length, change)), whole);
  });

  it("depends on the beginning and the end of a larger one", () => {
    const length = 40 << 20;
    const whole = digestOf(bytesOf(length));
    for (const change of [0, length - 1]) assert.notEqual(digestOf(bytesOf(length, change)), whole);
  });

  it("does not depend on when the file was written", () => {
    const folder = mkdtempSync(join(tmpdir(), "optimizer-debugger-digest-"));
    const file = join(folder, "file.npy");
    writeFileSync(file, "content");
    const before = digestOf(new FileBytes(file));
    utimesSync(file, 0, 0);
    assert.equal(digestOf(new FileBytes(file)), before);
    rmSync(folder, { recursive: true });
  });
});
