import type { Json, JsonObject } from "../../model/json.ts";
import type { Origin } from "../../model/position.ts";

/**
 * A schema's definitions with all extensions merged and duplicates dropped: what SDL and
 * introspection have in common, before it becomes the model.
 */
export interface SchemaDefinitions {
  /** `GraphQL SDL` or `GraphQL introspection`. */
  readonly dialect: string;
  readonly types: ReadonlyMap<string, TypeDefinition>;
  readonly directives: ReadonlyMap<string, DirectiveDefinition>;
  readonly roots: ReadonlyMap<OperationKind, TypeUse>;
  readonly schema: { readonly origin: Origin; readonly applied: readonly AppliedDirective[] };
}

/** In the order in which operations are listed. */
export const OPERATION_KINDS = ["query", "mutation", "subscription"] as const;

export type OperationKind = (typeof OPERATION_KINDS)[number];

export type DefinitionKind = "scalar" | "object" | "interface" | "union" | "enum" | "input";

/** A named type. Only the lists that its kind has are ever filled. */
export interface TypeDefinition {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly origin: Origin;
  readonly applied: readonly AppliedDirective[];
  readonly interfaces: readonly TypeUse[];
  readonly members: readonly TypeUse[];
  readonly fields: readonly FieldDefinition[];
  readonly inputs: readonly InputDefinition[];
  readonly values: readonly ValueDefinition[];
}

/** The use of a type by its name. */
export interface TypeUse {
  readonly name: string;
  readonly origin: Origin;
}

/** `T`, `[T]`, `T!` (specification section 3.4.1). */
export type TypeExpression =
  | (TypeUse & { readonly kind: "named" })
  | { readonly kind: "list"; readonly of: TypeExpression; readonly origin: Origin }
  | { readonly kind: "non-null"; readonly of: TypeExpression };

/** A field of an object or interface. */
export interface FieldDefinition {
  readonly name: string;
  readonly origin: Origin;
  readonly type: TypeExpression;
  readonly arguments: readonly InputDefinition[];
  readonly applied: readonly AppliedDirective[];
}

/** An argument or a field of an input object. */
export interface InputDefinition {
  readonly name: string;
  readonly origin: Origin;
  readonly type: TypeExpression;
  /** The literal as JSON, enum values as their names; not yet coerced to the type. */
  readonly default?: Json;
  readonly applied: readonly AppliedDirective[];
}

export interface ValueDefinition {
  readonly name: string;
  readonly origin: Origin;
  readonly applied: readonly AppliedDirective[];
}

export interface DirectiveDefinition {
  readonly name: string;
  readonly origin: Origin;
  readonly arguments: readonly InputDefinition[];
  readonly locations: readonly string[];
  readonly repeatable: boolean;
  readonly applied: readonly AppliedDirective[];
}

/** One application of a directive, its arguments as written. */
export interface AppliedDirective {
  readonly name: string;
  readonly arguments: JsonObject;
}

/** Takes what is worth telling but does not stop the reading. */
export type Note = (code: string, message: string, origin: Origin) => void;

/** The types of the introspection system itself (section 4.2); never part of a contract. */
export const INTROSPECTION_TYPES: ReadonlySet<string> = new Set([
  "__Schema",
  "__Type",
  "__TypeKind",
  "__Field",
  "__InputValue",
  "__EnumValue",
  "__Directive",
  "__DirectiveLocation",
]);

/** The fields that every schema has (section 4.1 and 4.2). */
export const META_FIELDS: ReadonlySet<string> = new Set(["__typename", "__schema", "__type"]);

/** Directives of the specification and its proposals: the same in every schema, written out or not. */
export const SPECIFIED_DIRECTIVES: ReadonlySet<string> = new Set([
  "skip",
  "include",
  "deprecated",
  "specifiedBy",
  "oneOf",
  "defer",
  "stream",
]);

/** Built-in scalars (section 3.5); part of every schema, written out or not. */
export const BUILT_IN_SCALARS: ReadonlySet<string> = new Set([
  "Int",
  "Float",
  "String",
  "Boolean",
  "ID",
]);
