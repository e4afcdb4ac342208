import type { Texts } from "../../diff/compare-texts.ts";
import type { Severity } from "../../../src/rules/rule.ts";

/** One edit of a file, and what has to be said of it. */
export interface ProtoEdit {
  /** What it changes, in the words of descriptor.proto: `FieldDescriptorProto.number`. */
  readonly of: string;
  readonly edit: string;
  readonly before: Texts;
  readonly after: Texts;
  readonly claim: ProtoClaim;
}

/** The rule that tells it, and how bad it is on each surface where it is worse than compatible. */
export interface ProtoClaim {
  /** Undefined: nothing is told. */
  readonly rule: string | undefined;
  readonly wire?: Severity;
  readonly json?: Severity;
  readonly source?: Severity;
  readonly promise?: Severity;
  /** Why nothing is told. */
  readonly because?: string;
  /** Not yet so, and why it should be. */
  readonly gap?: string;
}

export function silent(because: string): ProtoClaim {
  return { rule: undefined, because };
}

export function harmless(rule: string): ProtoClaim {
  return { rule };
}

type File = (body: string) => string;

export const proto3: File = (body) => `syntax = "proto3"; package shop.v1; ${body}`;
export const proto2: File = (body) => `syntax = "proto2"; package shop.v1; ${body}`;
export const edition2023: File = (body) => `edition = "2023"; package shop.v1; ${body}`;

/** A message that one method sends, or receives. */
export const SENT: File = (fields) =>
  proto3(
    `service Orders { rpc Place(Order) returns (Done); } message Done { } message Order { ${fields} } ${EXTRA}`,
  );
export const RECEIVED: File = (fields) =>
  proto3(
    `service Orders { rpc Get(Done) returns (Order); } message Done { } message Order { ${fields} } ${EXTRA}`,
  );

const EXTRA =
  "message Line { string sku = 1; } message Count { int32 sku = 1; } enum Status { OPEN = 0; PAID = 1; }";

export type Step = readonly [edit: string, before: string, after: string, claim: ProtoClaim];

/** Edits of one thing, each written into the same file. */
export function edits(of: string, file: File, ...steps: readonly Step[]): readonly ProtoEdit[] {
  return steps.map(([edit, before, after, claim]) => ({
    of,
    edit,
    before: file(before),
    after: file(after),
    claim,
  }));
}

export type TwoWay = readonly [
  edit: string,
  before: string,
  after: string,
  sent: ProtoClaim,
  received: ProtoClaim,
];

/** Edits of the fields of a message, once where it is sent and once where it is received. */
export function twoWays(of: string, ...steps: readonly TwoWay[]): readonly ProtoEdit[] {
  return steps.flatMap(([edit, before, after, sent, received]) => [
    ...edits(of, SENT, [`${edit}, sent`, before, after, sent]),
    ...edits(of, RECEIVED, [`${edit}, received`, before, after, received]),
  ]);
}
