import type { Direction, MessageSurface } from "../model/semantics.ts";

export const SEVERITIES = ["compatible", "dangerous", "breaking"] as const;

/** What a change does to consumers; design 3 and `docs/severities.md` say how it can be checked. */
export type Severity = (typeof SEVERITIES)[number];

/** The worse of two severities. */
export function worse(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) >= SEVERITIES.indexOf(b) ? a : b;
}

/** How sure a severity is: shown by a message, by the rule alone, or not decidable by us. */
export type Certainty = "proven" | "by-rule" | "undecided";

/** Facts of the place that a severity may depend on. The differ fills them in from the model. */
export interface Facts {
  /** Whether the element had to be present (`required`), before for removals, after for additions. */
  readonly presence?: "required" | "optional";
  /** What the receiver does with members it does not know. */
  readonly unknown?: "rejected" | "ignored";
  /** Whether values outside a list are delivered. */
  readonly list?: "open" | "closed";
  /** Whether consumers select what they receive. */
  readonly selection?: "explicit" | "whole";
  /** Whether consumers skip what they do not know, take it for what they know, or fail. */
  readonly alternatives?: "skipped" | "taken-for-known" | "fatal";
  /** Whether any operation or root reaches the element. */
  readonly reached?: "reached" | "unreached";
  /** Whether it was the only one of its kind. */
  readonly rest?: "last" | "others-remain";
  /** A variant that the rule itself names. */
  readonly variant?: string;
}

/** A severity, or a choice of severities by one fact. */
export type Level =
  | Severity
  | {
      readonly by: keyof Facts;
      readonly cases: Readonly<Record<string, Level>>;
      readonly otherwise: Level;
    };

/** Severities of one surface by direction. */
export type ByDirection = Readonly<Record<Direction, Level>>;

/** Ids that other tools give to the same finding, for people who move over. */
export interface PeerIds {
  readonly oasdiff?: readonly string[];
  readonly "openapi-diff"?: readonly string[];
  readonly buf?: readonly string[];
  readonly "graphql-js"?: readonly string[];
  readonly "graphql-inspector"?: readonly string[];
}

export type Area =
  | "contract"
  | "operation"
  | "message"
  | "parameter"
  | "body"
  | "security"
  | "type"
  | "field"
  | "value"
  | "constraint"
  | "declaration"
  | "lifecycle"
  | "policy";

/**
 * A rule is the name of a finding and what it means; it holds no code. Its id names element and
 * event, never the direction, the format or the severity.
 */
export interface Rule {
  readonly title: string;
  /** Why it hurts, and whom. */
  readonly explanation: string;
  /** What to do instead. */
  readonly advice: string;
  readonly area: Area;
  /** Severities by surface. A surface that is left out is not touched. */
  readonly severity: Readonly<Partial<Record<MessageSurface | "promise", ByDirection>>>;
  /**
   * The sentence of a finding. Placeholders: `{kind}` and `{element}` (in the format's own words),
   * `{name}`, `{before}`, `{after}`, `{detail}`.
   */
  readonly wording: string;
  readonly peers?: PeerIds;
  /** Earlier ids of this rule; they stay valid in configurations and waivers for ever. */
  readonly retired?: readonly string[];
}
