import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batchParser } from "../../src/sources/git-batch.ts";
import type { BatchAnswer } from "../../src/sources/git-batch.ts";

const ID = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

function print(bodies: readonly (Buffer | undefined)[]): Buffer {
  return Buffer.concat(
    bodies.flatMap((body) =>
      body === undefined
        ? [Buffer.from(`${ID} missing\n`)]
        : [Buffer.from(`${ID} blob ${body.length}\n`), body, Buffer.from("\n")],
    ),
  );
}

describe("the parser of batch answers", () => {
  it("finds every body, however the output is cut into chunks", () => {
    const body = fc.option(
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
      { nil: undefined },
    );
    fc.assert(
      fc.property(
        fc.array(body, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
        (bodies, cuts) => {
          const output = print(bodies);
          const answers: (Buffer | undefined)[] = [];
          const parse = batchParser(
            () => 1000,
            (answer) => answers.push(answer?.body),
          );
          for (let at = 0, turn = 0; at < output.length; turn++) {
            const length = cuts[turn % cuts.length] ?? 1;
            parse(output.subarray(at, at + length));
            at += length;
          }
          expect(answers).toEqual(bodies);
        },
      ),
    );
  });

  it("drops a body above the limit and goes on with the next", () => {
    const answers: (BatchAnswer | undefined)[] = [];
    const parse = batchParser(
      () => 3,
      (answer) => answers.push(answer),
    );
    parse(print([Buffer.from("four"), Buffer.from("abc")]));
    expect(answers).toEqual([
      { id: ID, type: "blob", size: 4, body: undefined },
      { id: ID, type: "blob", size: 3, body: Buffer.from("abc") },
    ]);
  });
});
