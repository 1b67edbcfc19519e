import assert from "node:assert/strict";
import { type ScanLimits, scanFiles, textWithConfigurations } from "../../../src/extension/workspace/scanFiles";
import { readSource } from "../../../src/sources/readSource";

const torch = "import torch\noptimizer = torch.optim.SGD(model.parameters(), lr=0.1)\n";
const noLimits: ScanLimits = { bytes: Infinity, fileBytes: Infinity, files: Infinity };

interface Scan {
  readonly files: Readonly<Record<string, string | Uint8Array | null>>;
  readonly limits?: Partial<ScanLimits>;
  /** Cancelled when so many files are done. */
  readonly cancelledAfter?: number;
}

/** Scans files that exist in memory alone; null is one that cannot be read. */
async function scan({ files, limits = {}, cancelledAfter = Infinity }: Scan) {
  const log: Record<"read" | "parsed" | "found", string[]> = { read: [], parsed: [], found: [] };
  const progress: string[] = [];
  let done = 0;
  const bytesOf = (path: string) => {
    const content = files[path];
    return typeof content === "string" ? new TextEncoder().encode(content) : content;
  };
  const leftOut = await scanFiles(
    Object.keys(files),
    {
      pathOf: (path) => path,
      size: async (path) => bytesOf(path)?.length ?? null,
      read: async (path) => {
        log.read.push(path);
        return bytesOf(path);
      },
    },
    { ...noLimits, ...limits },
    {
      parse: (path, text) => {
        log.parsed.push(path);
        return readSource(path, text);
      },
      found: (path, { configurations }) => configurations.length > 0 && log.found.push(path),
      progressed: (now, total) => {
        done = now;
        progress.push(`${now}/${total}`);
      },
      isCancelled: () => done >= cancelledAfter,
    },
  );
  return { ...log, progress, leftOut };
}

describe("a scan", () => {
  it("finds the files with configurations, those that lie less deep first", async () => {
    const { found, progress, leftOut } = await scan({
      files: {
        "a/b/c.py": torch,
        "b.py": torch,
        "a/z.py": torch,
        "a/none.py": "import torch",
        "runs.optim.yaml": "optimizer: adam",
      },
    });
    assert.deepEqual(found, ["b.py", "runs.optim.yaml", "a/z.py", "a/b/c.py"]);
    assert.deepEqual(progress, ["1/5", "2/5", "3/5", "4/5", "5/5"]);
    assert.deepEqual(leftOut, { tooLarge: 0, beyondLimits: 0 });
  });

  it("parses nothing that names no framework, and no binary file", async () => {
    const binary = new TextEncoder().encode(`${torch}\0`);
    const { parsed, read } = await scan({
      files: { "a.py": "print(1)", "b.py": binary, "c.py": torch, "d.json": "{}" },
    });
    assert.deepEqual(parsed, ["c.py"]);
    assert.equal(read.length, 4);
  });

  it("leaves out what is too large, unread, and says so", async () => {
    const { read, leftOut } = await scan({
      files: { "a.py": torch, "large.py": torch.repeat(9), "other.py": torch.repeat(8) },
      limits: { fileBytes: 2 * torch.length },
    });
    assert.deepEqual(read, ["a.py"]);
    assert.deepEqual(leftOut, { tooLarge: 2, beyondLimits: 0 });
  });

  it("opens no JSON that is longer than any configuration, and does not count it", async () => {
    const { read, leftOut, progress } = await scan({
      files: { "data.json": " ".repeat(400_000), "a.py": torch },
      limits: { fileBytes: 300_000, bytes: 1000 },
    });
    assert.deepEqual([read, leftOut, progress.length], [["a.py"], { tooLarge: 0, beyondLimits: 0 }, 2]);
  });

  it("ends where it has read as much, or as many, as it may", async () => {
    const files = { "a.py": torch, "b.py": torch, "c.py": torch, "d.py": torch };
    const byBytes = await scan({ files, limits: { bytes: 2.5 * torch.length } });
    assert.deepEqual([byBytes.found, byBytes.leftOut], [["a.py", "b.py"], { tooLarge: 0, beyondLimits: 2 }]);
    const byCount = await scan({ files, limits: { files: 3 } });
    assert.deepEqual([byCount.found.length, byCount.leftOut], [3, { tooLarge: 0, beyondLimits: 1 }]);
  });

  it("ends where it is cancelled, and keeps what it has found", async () => {
    const files = { "a.py": torch, "b.py": torch, "c.py": torch };
    const { found, leftOut } = await scan({ files, cancelledAfter: 2 });
    assert.deepEqual([found, leftOut], [["a.py", "b.py"], { tooLarge: 0, beyondLimits: 0 }]);
  });

  it("goes on where a file cannot be read", async () => {
    assert.deepEqual((await scan({ files: { "a.py": null, "b.py": torch } })).found, ["b.py"]);
  });

  it("lets others go on in between", async () => {
    const slow = torch.repeat(300);
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await scan({ files: Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`${i}.py`, slow])) });
    clearInterval(timer);
    assert.ok(turns > 2, `${turns} turns`);
  });
});

describe("the text of a scanned file", () => {
  it("is decoded as UTF-8, whatever is in it", () => {
    const bytes = new TextEncoder().encode(`${torch}# Größe, λ, 学习率`);
    assert.equal(textWithConfigurations("a.py", bytes), `${torch}# Größe, λ, 学习率`);
    assert.match(textWithConfigurations("a.py", Uint8Array.of(0xff, ...bytes)) ?? "", /^\ufffdimport torch/);
  });

  it("is none for other names and other texts", () => {
    assert.equal(textWithConfigurations("a.py", new TextEncoder().encode("print(1)")), null);
    assert.equal(textWithConfigurations("a.py", Uint8Array.of()), null);
  });
});
