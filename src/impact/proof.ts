import type { Direction } from "../model/semantics.ts";
import type { Usage, UsageGrain, UsageMode } from "../model/usage.ts";

/** The finest grain at which evidence shows everything that a consumer does in one direction. */
export type Proof = Readonly<Record<Direction, UsageGrain>>;

/**
 * What each kind of evidence can prove. Traffic shows what was sent, and which fields came back,
 * never which of them were read.
 */
const PROOFS: Readonly<Record<string, Proof>> = {
  "graphql-document": { input: "element", output: "element" },
  "graphql-span": { input: "element", output: "element" },
  "persisted-queries": { input: "element", output: "element" },
  pact: { input: "element", output: "element" },
  "pact-grpc": { input: "operation", output: "operation" },
  har: { input: "element", output: "operation" },
  otlp: { input: "operation", output: "operation" },
  jaeger: { input: "operation", output: "operation" },
  "vendored-contract": { input: "element", output: "element" },
  "package-manifest": { input: "element", output: "element" },
  backstage: { input: "contract", output: "contract" },
};

/** Kinds of evidence that show which fragments stand where. */
export const PROVES_NARROWING: ReadonlySet<string> = new Set(["graphql-document"]);

/** Kinds that are not listed show the operation at most. */
const UNKNOWN_KIND: Proof = { input: "operation", output: "operation" };

/** The grain that a use proves for an operation it belongs to, in one direction. */
export function proofOf(usage: Usage, direction: Direction, operationOnly: boolean): UsageGrain {
  if (usage.evidence.kind === "manifest") {
    if (operationOnly) return "operation";
    return directionOfMode(usage.mode) === (direction === "input" ? "output" : "input")
      ? "operation"
      : "element";
  }
  return (PROOFS[usage.evidence.kind] ?? UNKNOWN_KIND)[direction];
}

/** The direction that a mode speaks of; declared uses and upper bounds speak of both. */
export function directionOfMode(mode: UsageMode): Direction | undefined {
  switch (mode) {
    case "sent":
    case "omitted-default":
      return "input";
    case "needed":
    case "delivered":
      return "output";
    case "may-use":
    case "declared":
      return undefined;
  }
}

/** Whether a use is certain: it was sent, is needed, or somebody answers for it. */
export function isFirm(mode: UsageMode): boolean {
  return mode !== "may-use" && mode !== "delivered";
}
