import type { Origin } from "../../model/position.ts";
import type {
  AppliedDirective,
  DirectiveDefinition,
  OperationKind,
  TypeDefinition,
  TypeUse,
} from "./definitions.ts";

/** One definition or extension as it stands in a text: nothing merged, nothing left out. */
export type WrittenDefinition =
  | WrittenType
  | WrittenSchema
  | { readonly form: "directive"; readonly directive: DirectiveDefinition }
  | {
      readonly form: "directive-extension";
      readonly name: string;
      readonly applied: readonly AppliedDirective[];
    }
  /** An operation or fragment, which is no part of a schema. */
  | { readonly form: "executable"; readonly origin: Origin };

export interface WrittenType {
  readonly form: "type" | "type-extension";
  readonly type: TypeDefinition;
  /** True: no name is there twice, and no field that every type has, so that it can stay as it is. */
  readonly distinct: boolean;
}

export interface WrittenSchema {
  readonly form: "schema" | "schema-extension";
  readonly origin: Origin;
  readonly applied: readonly AppliedDirective[];
  readonly roots: readonly { readonly operation: OperationKind; readonly type: TypeUse }[];
}

/** The definitions of one file. */
export interface WrittenFile {
  readonly file: string;
  readonly definitions: readonly WrittenDefinition[];
}
