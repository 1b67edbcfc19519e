import assert from "node:assert/strict";
import { Parser } from "@lezer/common";
import { parser } from "@lezer/python";
import { parseText } from "../../src/sources/syntaxSource";

/** A parser that ends as one does whose tree is deeper than the stack, or in another mistake. */
class FailingParser extends Parser {
  constructor(private readonly error: Error) {
    super();
  }

  override createParse(): never {
    throw this.error;
  }
}

describe("parsing a text", () => {
  it("gives its syntax tree", () => {
    assert.equal(parseText(parser, "a = 1").toString(), "Script(AssignStatement(VariableName,AssignOp,Number))");
  });

  it("gives an empty tree where it is nested deeper than the stack", () => {
    const tooDeep = new FailingParser(new RangeError("Maximum call stack size exceeded"));
    assert.equal(parseText(tooDeep, "((((").length, 0);
  });

  it("lets any other mistake through", () => {
    const broken = new FailingParser(new TypeError("no such table"));
    assert.throws(() => parseText(broken, "a"), { message: "no such table" });
  });
});
