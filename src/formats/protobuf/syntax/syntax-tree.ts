import type { Json } from "../../../model/json.ts";

/**
 * What a .proto file says, before any name is resolved. One form for texts and for descriptors.
 * `line` and `column` count from 1 and point at the first token of the declaration.
 */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** What every declaration carries. */
export interface Declared extends Spot {
  readonly name: string;
  readonly options: readonly OptionNode[];
  /** Leading and trailing comment; only in files that mention a deprecation. */
  readonly comment?: Comment;
}

/** A comment as a descriptor has it, without markers, or what may hold one: see `commentText`. */
export type Comment = string | WrittenComment;

/** The texts between tokens that comments of a declaration may stand in. Most are never needed. */
export interface WrittenComment {
  /** What stands before the declaration. */
  readonly before?: string;
  /** Nothing stands before that. */
  readonly isFirst?: boolean;
  /** What stands behind the declaration, or its opening brace, where it begins on that line. */
  readonly behind?: string;
}

/** `option (a.b).c = 1;` has the path `["(a.b)", "c"]`; a set value is an object. */
export interface OptionNode extends Spot {
  readonly path: readonly string[];
  readonly value: Json;
}

export interface ImportNode extends Spot {
  /** As written, never resolved. */
  readonly path: string;
  readonly modifier?: "public" | "weak" | "option";
}

export interface FieldNode extends Declared {
  readonly number: number;
  readonly label?: "optional" | "required" | "repeated";
  /** A scalar's keyword or a type's name as written; a leading dot means fully qualified. */
  readonly type: string;
  /** Maps: the key's type; `type` is the value's. */
  readonly mapKey?: string;
  /** Declared with the `group` keyword; `type` names the message declared with it. */
  readonly group?: boolean;
  /** The oneof it stands in. Synthetic oneofs do not count. */
  readonly oneof?: string;
  /** Descriptors say it outright; in texts it follows from the label and the syntax. */
  readonly proto3Optional?: boolean;
}

export interface OneofNode extends Declared {
  readonly members: readonly string[];
}

export interface EnumValueNode extends Declared {
  readonly number: number;
}

/** Both ends inclusive; `max` is already a number. */
export type Range = readonly [number, number];

export interface ReservedNode {
  readonly numbers: readonly Range[];
  readonly names: readonly string[];
}

/** Who may name a type: every file that imports it, or its own only (edition 2024). */
export type SymbolVisibility = "export" | "local";

export interface EnumNode extends Declared {
  /** As written; else the file's feature `default_symbol_visibility` says it. */
  readonly visibility?: SymbolVisibility;
  readonly values: readonly EnumValueNode[];
  readonly reserved: ReservedNode;
}

export interface ExtendNode {
  /** The extended message as written. */
  readonly extendee: string;
  readonly fields: readonly FieldNode[];
}

/** What can be declared both in a file and in a message. */
export interface Scope {
  readonly messages: readonly MessageNode[];
  readonly enums: readonly EnumNode[];
  readonly extends: readonly ExtendNode[];
}

export interface MessageNode extends Declared, Scope {
  /** As written; else the file's feature `default_symbol_visibility` says it. */
  readonly visibility?: SymbolVisibility;
  readonly fields: readonly FieldNode[];
  readonly oneofs: readonly OneofNode[];
  readonly extensionRanges: readonly Range[];
  readonly reserved: ReservedNode;
}

export interface MethodNode extends Declared {
  readonly input: string;
  readonly output: string;
  readonly clientStreaming: boolean;
  readonly serverStreaming: boolean;
}

export interface ServiceNode extends Declared {
  readonly methods: readonly MethodNode[];
}

export type Syntax = "proto2" | "proto3" | "editions";

export interface ProtoFile extends Scope {
  /** Path in the tree, or the name that a descriptor gives. */
  readonly path: string;
  readonly syntax: Syntax;
  /** `2023`, `2024`, `2026`; only with syntax `editions`. */
  readonly edition?: string;
  /** Empty: no package. */
  readonly package: string;
  readonly packageSpot?: Spot;
  readonly imports: readonly ImportNode[];
  readonly services: readonly ServiceNode[];
  readonly options: readonly OptionNode[];
  /** Leading comment of the file's first statement. */
  readonly comment?: Comment;
}

/** protoc allows 32; the bound only keeps hostile input from exhausting the stack. */
export const MAX_DEPTH = 100;
/** The largest field number, 2^29 - 1 (https://protobuf.dev/programming-guides/proto3/#assigning). */
export const MAX_FIELD_NUMBER = 536_870_911;
/** The largest number where `message_set_wire_format` is set, 2^31 - 2. */
export const MAX_MESSAGE_SET_NUMBER = 2_147_483_646;
/** The largest enum number, 2^31 - 1. */
export const MAX_ENUM_NUMBER = 2_147_483_647;
