import type { Element } from "./element.ts";
import type { Location } from "./position.ts";
import type { Operation } from "./operation.ts";
import type { Direction, Semantics } from "./semantics.ts";
import type { Field, Reserved, ShapeRef, TypeId } from "./shape.ts";

export type Format = "openapi" | "graphql" | "protobuf";

/** A contract in the one form that everything after the readers works on. */
export interface Contract {
  readonly format: Format;
  /** The format's version for people: `OpenAPI 3.1`, `GraphQL SDL`, `Protobuf proto3`. */
  readonly dialect: string;
  readonly semantics: Semantics;
  readonly operations: readonly Operation[];
  /** Every declared type, reachable or not, by id, in the order of the text. */
  readonly types: ReadonlyMap<TypeId, NamedType>;
  /** What is declared beside operations and types, by coordinate. */
  readonly declarations: ReadonlyMap<string, Declaration>;
}

/** A type that others refer to: a component schema, a GraphQL type, a message, an enum. */
export interface NamedType extends Element {
  readonly kind: "type";
  readonly id: TypeId;
  /** What generated code is named after. */
  readonly name: string;
  /** What it is in its format's own words: `schema`, `object`, `interface`, `union`, `scalar`, `enum`, `input`, `message`. */
  readonly definition: string;
  readonly shape: ShapeRef;
  /** Where the format lets such a type stand at all (GraphQL input and output types). Absent: both. */
  readonly directions?: readonly Direction[];
  /** Reserved numbers and names of an enum (those of a message stand in its object facet). */
  readonly reserved?: Reserved;
  /** Where it is declared, for source surfaces: the file, the package. */
  readonly file?: string;
}

/** A directive, file, package, security scheme, server, tag, extension … */
export interface Declaration extends Element {
  /** Arguments of a directive. */
  readonly arguments?: readonly Field[];
  /** An extension field's own shape, a reusable header's. */
  readonly shape?: ShapeRef;
  /** Whether clients can meet it in messages or documents (executable directives). */
  readonly reachable: boolean;
  /** Those of its places in which consumers themselves write it; absent where there are no places. */
  readonly usableAt?: readonly string[];
}

/** Something worth telling about an input that did not stop the reading. */
export interface Diagnostic {
  /** Kebab-case: `duplicate-definition`, `missing-import`, `invalid-document`. */
  readonly code: string;
  readonly message: string;
  readonly location?: Partial<Location> & { readonly file: string };
}
