import type { Origin } from "../../model/position.ts";
import { OPERATION_KINDS } from "./definitions.ts";
import type {
  AppliedDirective,
  DirectiveDefinition,
  Note,
  OperationKind,
  SchemaDefinitions,
  TypeDefinition,
  TypeUse,
} from "./definitions.ts";
import { distinctInputs, finishType, growingFrom, mergeInto } from "./growing-type.ts";
import type { GrowingType } from "./growing-type.ts";
import type { WrittenDefinition, WrittenFile, WrittenSchema, WrittenType } from "./written.ts";

/**
 * The definitions of all files together, extensions merged whatever their order. A second
 * definition of a name is noted as `duplicate-definition` and left out. An extension of a type
 * that no file defines counts as its definition, as federated subgraphs write it. What is written
 * once and has nothing twice stays the object that it was.
 */
export function definitionsOfSdl(files: readonly WrittenFile[], note: Note): SchemaDefinitions {
  const merge: Merge = {
    types: new Map(),
    growing: new Map(),
    directives: new Map(),
    roots: new Map(),
    applied: [],
    schemaOrigin: undefined,
    note,
  };
  for (const { definitions } of files) for (const written of definitions) define(written, merge);
  for (const { definitions } of files) for (const written of definitions) extend(written, merge);
  if (merge.schemaOrigin === undefined) addConventionalRoots(merge);
  for (const [name, growing] of merge.growing) merge.types.set(name, finishType(growing));
  const first = files[0]?.file ?? "";
  return {
    dialect: "GraphQL SDL",
    types: merge.types,
    directives: merge.directives,
    roots: merge.roots,
    schema: {
      origin: merge.schemaOrigin ?? { file: first, offset: 0 },
      applied: merge.applied,
    },
  };
}

interface Merge {
  readonly types: Map<string, TypeDefinition>;
  /** Those of the types that are made of several definitions, or have something twice. */
  readonly growing: Map<string, GrowingType>;
  readonly directives: Map<string, DirectiveDefinition>;
  readonly roots: Map<OperationKind, TypeUse>;
  readonly applied: AppliedDirective[];
  /** Where the schema definition stands. */
  schemaOrigin: Origin | undefined;
  readonly note: Note;
}

function define(written: WrittenDefinition, merge: Merge): void {
  if (written.form === "type") defineType(written, merge);
  else if (written.form === "directive") defineDirective(written.directive, merge);
  else if (written.form === "schema") defineSchema(written, merge);
  else if (written.form === "executable") {
    const message = "Operations and fragments are no part of a schema; this one is left out.";
    merge.note("executable-definition", message, written.origin);
  }
}

function extend(written: WrittenDefinition, merge: Merge): void {
  if (written.form === "type-extension") extendType(written, merge);
  else if (written.form === "schema-extension") addSchema(written, merge);
  else if (written.form === "directive-extension") {
    const directive = merge.directives.get(written.name);
    if (directive === undefined) return;
    const applied = [...directive.applied, ...written.applied];
    merge.directives.set(directive.name, { ...directive, applied });
  }
}

function defineType({ type, distinct }: WrittenType, merge: Merge): void {
  const { name } = type;
  if (merge.types.has(name)) return noteDuplicate(`Type "${name}"`, type, merge);
  merge.types.set(name, type);
  if (!distinct) merge.growing.set(name, growingFrom(type, merge.note));
}

function extendType(written: WrittenType, merge: Merge): void {
  const { name, kind, origin } = written.type;
  const type = merge.types.get(name);
  if (type === undefined) return defineType(written, merge);
  if (kind === type.kind) {
    const growing = merge.growing.get(name) ?? growingFrom(type, merge.note);
    mergeInto(growing, written.type, merge.note);
    merge.growing.set(name, growing);
    return;
  }
  merge.note(
    "invalid-document",
    `"${name}" is extended as another kind of type than it is; the extension is left out.`,
    origin,
  );
}

function defineDirective(directive: DirectiveDefinition, merge: Merge): void {
  const { name } = directive;
  if (merge.directives.has(name)) return noteDuplicate(`Directive "@${name}"`, directive, merge);
  const distinct = distinctInputs(directive.arguments, `@${name}`, merge.note);
  merge.directives.set(name, { ...directive, arguments: distinct });
}

function defineSchema(written: WrittenSchema, merge: Merge): void {
  if (merge.schemaOrigin !== undefined) {
    return merge.note(
      "duplicate-definition",
      "The schema is defined a second time; the first definition counts.",
      written.origin,
    );
  }
  merge.schemaOrigin = written.origin;
  addSchema(written, merge);
}

function addSchema({ applied, roots }: WrittenSchema, merge: Merge): void {
  for (const directive of applied) merge.applied.push(directive);
  for (const { operation, type } of roots) {
    if (merge.roots.has(operation)) {
      merge.note(
        "duplicate-definition",
        `The schema's ${operation} type is defined a second time; the first definition counts.`,
        type.origin,
      );
    } else merge.roots.set(operation, type);
  }
}

/** Without a schema definition the root types go by their names (section 3.3.1). */
function addConventionalRoots(merge: Merge): void {
  for (const kind of OPERATION_KINDS) {
    const name = kind.charAt(0).toUpperCase() + kind.slice(1);
    const type = merge.types.get(name);
    if (type?.kind !== "object" || merge.roots.has(kind)) continue;
    merge.roots.set(kind, { name, origin: type.origin });
  }
}

function noteDuplicate(what: string, { origin }: TypeUse, { note }: Merge): void {
  note(
    "duplicate-definition",
    `${what} is defined a second time; the first definition counts.`,
    origin,
  );
}
