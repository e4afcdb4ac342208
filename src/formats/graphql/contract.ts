import type { Contract, Declaration, NamedType } from "../../model/contract.ts";
import { graphqlDirective } from "../../model/coordinate.ts";
import type { Operation } from "../../model/operation.ts";
import type { Origin } from "../../model/position.ts";
import type { Semantics } from "../../model/semantics.ts";
import {
  BUILT_IN_SCALARS,
  INTROSPECTION_TYPES,
  OPERATION_KINDS,
  SPECIFIED_DIRECTIVES,
} from "./definitions.ts";
import type {
  DirectiveDefinition,
  Note,
  OperationKind,
  SchemaDefinitions,
  TypeDefinition,
  TypeUse,
} from "./definitions.ts";
import { factsOf } from "./directives.ts";
import { argumentsOf, builtInShape, opaqueShape, reference, shapeOf } from "./shapes.ts";
import type { BuildContext } from "./shapes.ts";

/** What the reader lets a caller decide. */
export interface ContractSettings {
  /** Finds further sunset dates in deprecation reasons. */
  readonly sunsetPattern: RegExp | undefined;
  /** Which direction types have that no operation reaches; absent: by whether there is a root type. */
  readonly roots: Semantics["unreached"] | undefined;
  /** Types that were built before, under the same settings; what is built is added. */
  readonly built?: BuiltTypes;
}

/** Types of the model by the definition that each was built from. */
export type BuiltTypes = WeakMap<TypeDefinition, BuiltType>;

interface BuiltType {
  readonly type: NamedType;
  /** Where it first refers to each type. */
  readonly uses: ReadonlyMap<string, TypeUse>;
}

/**
 * Definitions as a contract: one operation per root type, named types by their names, directive
 * definitions and the schema itself as declarations. A type that is used but not defined is noted
 * once as `undefined-type` and accepts everything.
 */
export function contractOf(
  definitions: SchemaDefinitions,
  settings: ContractSettings,
  note: Note,
): Contract {
  const undefinedTypes = new Map<string, TypeUse>();
  const context: BuildContext = {
    inputsOf: (name) => definitions.types.get(name)?.inputs ?? [],
    sunsetPattern: settings.sunsetPattern,
    use: (use) => {
      const known = definitions.types.has(use.name) || BUILT_IN_SCALARS.has(use.name);
      if (known || undefinedTypes.has(use.name)) return;
      undefinedTypes.set(use.name, use);
      note("undefined-type", `Type "${use.name}" is used but defined nowhere.`, use.origin);
    },
  };
  const types = typesOf(definitions, context, settings.built ?? new WeakMap());
  const operations = OPERATION_KINDS.flatMap((kind) => operationOf(kind, definitions, context));
  const declarations = declarationsOf(definitions, context);
  for (const [name, use] of undefinedTypes) types.set(name, undefinedType(use));
  return {
    format: "graphql",
    dialect: definitions.dialect,
    semantics: semanticsOf(settings.roots ?? (operations.length === 0 ? "both" : "none")),
    operations,
    types,
    declarations,
  };
}

function typesOf(
  definitions: SchemaDefinitions,
  context: BuildContext,
  built: BuiltTypes,
): Map<string, NamedType> {
  const types = new Map<string, NamedType>();
  // Always all five: whether a schema happens to use one is no change of the contract.
  for (const name of BUILT_IN_SCALARS) types.set(name, builtIn(name, definitions.schema.origin));
  for (const type of definitions.types.values()) {
    if (INTROSPECTION_TYPES.has(type.name) || BUILT_IN_SCALARS.has(type.name)) continue;
    types.set(type.name, builtOnce(type, context, built));
  }
  return types;
}

/**
 * A definition that both sides have is one type on both, unless its form depends on other definitions
 * as well: a default that is an object is understood as the fields of its type say.
 */
function builtOnce(type: TypeDefinition, context: BuildContext, built: BuiltTypes): NamedType {
  const known = built.get(type);
  if (known !== undefined) {
    for (const use of known.uses.values()) context.use(use);
    return known.type;
  }
  const uses = new Map<string, TypeUse>();
  const asked: string[] = [];
  const made = namedTypeOf(type, {
    sunsetPattern: context.sunsetPattern,
    use: (use) => {
      if (uses.has(use.name)) return;
      uses.set(use.name, use);
      context.use(use);
    },
    inputsOf: (name) => {
      asked.push(name);
      return context.inputsOf(name);
    },
  });
  if (asked.length === 0) built.set(type, { type: made, uses });
  return made;
}

function namedTypeOf(type: TypeDefinition, context: BuildContext): NamedType {
  return {
    kind: "type",
    coordinate: type.name,
    origin: type.origin,
    id: type.name,
    name: type.name,
    definition: type.kind,
    shape: shapeOf(type, context),
    ...directionsOf(type.kind),
    ...factsOf(
      type.kind === "input"
        ? type.applied.filter((directive) => directive.name !== "oneOf")
        : type.applied,
      context.sunsetPattern,
    ),
  };
}

/** Input types are only sent, composite output types only received (specification, 3.4.2). */
function directionsOf(kind: TypeDefinition["kind"]): Pick<NamedType, "directions"> {
  if (kind === "input") return { directions: ["input"] };
  return kind === "enum" || kind === "scalar" ? {} : { directions: ["output"] };
}

function builtIn(name: string, origin: Origin): NamedType {
  const shape = builtInShape(name, origin);
  return { kind: "type", coordinate: name, origin, id: name, name, definition: "scalar", shape };
}

function undefinedType(use: TypeUse): NamedType {
  return {
    kind: "type",
    coordinate: use.name,
    origin: use.origin,
    id: use.name,
    name: use.name,
    definition: "undefined",
    shape: opaqueShape(use),
  };
}

function operationOf(
  kind: OperationKind,
  definitions: SchemaDefinitions,
  context: BuildContext,
): readonly Operation[] {
  const root = definitions.roots.get(kind);
  if (root === undefined) return [];
  const { origin } = root;
  const shape = reference(root, false, context);
  const operation: Operation = {
    kind: "operation",
    coordinate: kind,
    origin,
    match: kind,
    initiator: "consumer",
    attributes: { rootType: root.name },
    messages: [
      {
        kind: "response",
        coordinate: kind,
        origin,
        selector: "",
        direction: "output",
        streamed: kind === "subscription",
        parameters: [],
        body: {
          required: true,
          contents: [{ kind: "media-type", coordinate: kind, origin, mediaType: "", shape }],
        },
      },
    ],
  };
  return [operation];
}

function declarationsOf(
  definitions: SchemaDefinitions,
  context: BuildContext,
): ReadonlyMap<string, Declaration> {
  const declarations = new Map<string, Declaration>();
  const { origin, applied } = definitions.schema;
  declarations.set("schema", {
    kind: "contract",
    coordinate: "schema",
    origin,
    reachable: false,
    ...factsOf(applied, context.sunsetPattern),
  });
  for (const directive of definitions.directives.values()) {
    if (SPECIFIED_DIRECTIVES.has(directive.name)) continue;
    declarations.set(graphqlDirective(directive.name), directiveOf(directive, context));
  }
  return declarations;
}

/** Where clients can write directives (section 3.13, ExecutableDirectiveLocation). */
const EXECUTABLE_LOCATIONS: ReadonlySet<string> = new Set([
  "QUERY",
  "MUTATION",
  "SUBSCRIPTION",
  "FIELD",
  "FRAGMENT_DEFINITION",
  "FRAGMENT_SPREAD",
  "INLINE_FRAGMENT",
  "VARIABLE_DEFINITION",
]);

function directiveOf(directive: DirectiveDefinition, context: BuildContext): Declaration {
  const coordinate = graphqlDirective(directive.name);
  const { attributes, ...facts } = factsOf(directive.applied, context.sunsetPattern);
  const locations = [...new Set(directive.locations)].sort();
  const usableAt = locations.filter((location) => EXECUTABLE_LOCATIONS.has(location));
  return {
    kind: "directive",
    coordinate,
    origin: directive.origin,
    arguments: argumentsOf(directive.arguments, coordinate, context),
    reachable: usableAt.length > 0,
    usableAt,
    attributes: { ...attributes, locations, repeatable: directive.repeatable },
    ...facts,
  };
}

function semanticsOf(unreached: Semantics["unreached"]): Semantics {
  return {
    surfaces: ["wire", "source"],
    promised: ["wire", "promise"],
    identity: { wire: "nominal", json: "nominal", source: "nominal" },
    fieldKey: { wire: "name", json: "name", source: "name" },
    unknownInput: { wire: "rejected", json: "rejected", source: "rejected" },
    selection: "explicit",
    unknownAlternatives: "skipped",
    absentIsNull: true,
    composed: true,
    notation: { list: "[{}]", nullable: "{}", nonNull: "{}!" },
    unreached,
  };
}
