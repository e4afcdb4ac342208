/**
 * On what a change is felt. `wire`: bytes or HTTP messages; `json`: names in JSON or text form;
 * `source`: generated or hand-written client code; `promise`: announced dates.
 */
export type Surface = "wire" | "json" | "source" | "promise";

/** Always the consumer's view: `input` is what consumers send, `output` what they receive. */
export type Direction = "input" | "output";

/** What a receiver does with a member it does not know. `by-shape`: the shape itself says it. */
export type UnknownMembers = "ignored" | "rejected" | "by-shape";

/** The surfaces that carry messages; the promise surface carries dates and has no shapes. */
export type MessageSurface = Exclude<Surface, "promise">;

/** Texts in which `{}` stands for the type inside: `[{}]`, `repeated {}`. */
export interface TypeNotation {
  readonly list: string;
  /** A type that accepts null. */
  readonly nullable: string;
  /** A type that does not. */
  readonly nonNull: string;
}

/**
 * How messages of a contract behave, set once by the reader, so that the differ never has to ask
 * which format it sees.
 */
export interface Semantics {
  /** The message surfaces this contract has. */
  readonly surfaces: readonly MessageSurface[];
  /** The surfaces it promises unless the user says otherwise. */
  readonly promised: readonly Surface[];
  /** `nominal`: another type name is another type, whatever its shape; `structural`: only the shape counts. */
  readonly identity: Readonly<Record<MessageSurface, "nominal" | "structural">>;
  /** By what a field is recognised on a surface. */
  readonly fieldKey: Readonly<Record<MessageSurface, "name" | "number" | "json-name">>;
  /** What a provider does with unknown members of what consumers send. */
  readonly unknownInput: Readonly<Record<MessageSurface, UnknownMembers>>;
  /** `explicit`: consumers select what they receive; `whole`: everything is sent. */
  readonly selection: "explicit" | "whole";
  /** Whether a tolerant consumer can skip alternatives it does not know (GraphQL fragments, oneof). */
  readonly unknownAlternatives: "skipped" | "fatal";
  /**
   * Where a default is assumed for what is absent: by the provider only (`input`), or by whoever
   * reads a message (`both`, Protobuf). Absent: `input`.
   */
  readonly defaults?: "input" | "both";
  /**
   * True: what is left out counts as null, so a member that must not be null must be there, and one
   * follows from the other (GraphQL input). Absent: two things to say.
   */
  readonly absentIsNull?: boolean;
  /**
   * True: contracts are put together from parts (federation, stitching), so that what no operation
   * reaches here another part may reach: no message of this contract breaks, and nobody can say
   * that none does. Absent: what nothing reaches is in no message.
   */
  readonly composed?: boolean;
  /** How types are written in messages. Absent: `array of Order`, `Order | null`. */
  readonly notation?: TypeNotation;
  /** Which direction shapes have that no operation reaches. */
  readonly unreached: Direction | "none" | "both";
}
