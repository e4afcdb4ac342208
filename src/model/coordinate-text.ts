import type { Format } from "./contract.ts";
import type { PlaceIn } from "./coordinate.ts";
import * as build from "./coordinate.ts";
import type { Coordinate } from "./element.ts";

/** One part of the way from an OpenAPI place or declaration to an element in it. */
export type Step =
  | { readonly kind: "member"; readonly name: string }
  | { readonly kind: "item"; readonly index?: number }
  | { readonly kind: "value" }
  | { readonly kind: "alternative"; readonly index: number }
  | { readonly kind: "aspect"; readonly name: build.Aspect }
  | { readonly kind: "media"; readonly mediaType: string }
  /** The value of an enum, as canonical JSON. */
  | { readonly kind: "constant"; readonly json: string };

/** Where an element is met: an operation, or a place in it. */
export interface OpenapiUse {
  readonly form: "use";
  /** The operation's own coordinate. */
  readonly operation: Coordinate;
  readonly in?: PlaceIn;
  /** The parameter's name or position, the response's selector. */
  readonly name?: string;
  readonly steps: readonly Step[];
}

/** Where an element is declared: `#schemas.Order.status`. */
export interface OpenapiDeclaration {
  readonly form: "declaration";
  readonly section: string;
  readonly name: string;
  readonly steps: readonly Step[];
}

/** A GraphQL schema coordinate (September 2025), or a narrowing of a type by a document. */
export interface GraphqlCoordinate {
  readonly form: "graphql";
  readonly type?: string;
  /** The type that a fragment asks for where values of `type` stand. */
  readonly narrower?: string;
  readonly directive?: string;
  readonly member?: string;
  readonly argument?: string;
}

/** A Protobuf full name, a method of a service, or a field with its number. */
export interface ProtobufCoordinate {
  readonly form: "protobuf";
  readonly name: string;
  readonly method?: string;
  readonly number?: number;
}

export type ParsedCoordinate =
  | OpenapiUse
  | OpenapiDeclaration
  | GraphqlCoordinate
  | ProtobufCoordinate;

/** Reads a coordinate. Undefined where the text is none of the format's. */
export function parseCoordinate(format: Format, text: string): ParsedCoordinate | undefined {
  if (format === "graphql") return parseGraphql(text);
  if (format === "protobuf") return parseProtobuf(text);
  return text.startsWith("#") ? parseDeclaration(text) : parseUse(text);
}

/** The text of a coordinate: the inverse of `parseCoordinate`. */
export function printCoordinate(coordinate: ParsedCoordinate): Coordinate {
  if (coordinate.form === "use") return printUse(coordinate);
  if (coordinate.form === "graphql") return printGraphql(coordinate);
  if (coordinate.form === "protobuf") return printProtobuf(coordinate);
  return coordinate.steps.reduce(printStep, build.declaration(coordinate.section, coordinate.name));
}

const GRAPHQL =
  /^(?:@(?<directive>\w+)|(?<type>\w+)(?:\.(?<member>\w+)|<(?<narrower>\w+)>)?)(?:(?<=[@.]\w+)\((?<argument>\w+):\))?$/;

function parseGraphql(text: string): GraphqlCoordinate | undefined {
  const groups = GRAPHQL.exec(text)?.groups;
  return groups && { form: "graphql", ...present(groups) };
}

function printGraphql(coordinate: GraphqlCoordinate): Coordinate {
  const { type, narrower, directive, member, argument } = coordinate;
  if (type !== undefined && narrower !== undefined) return build.graphqlNarrowing(type, narrower);
  const owner = directive === undefined ? (type ?? "") : build.graphqlDirective(directive);
  const parent = member === undefined ? owner : build.graphqlMember(owner, member);
  return argument === undefined ? parent : build.graphqlArgument(parent, argument);
}

const PROTOBUF = /^(?<name>\w+(?:\.\w+)*)(?:\/(?<method>\w+)|#(?<number>\d+))?$/;

function parseProtobuf(text: string): ProtobufCoordinate | undefined {
  const groups = PROTOBUF.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { name = "", method, number } = groups;
  return {
    form: "protobuf",
    name,
    ...(method === undefined ? {} : { method }),
    ...(number === undefined ? {} : { number: Number(number) }),
  };
}

function printProtobuf({ name, method, number }: ProtobufCoordinate): Coordinate {
  if (method !== undefined) return build.protobufMethod(name, method);
  return number === undefined ? name : `${name}#${number}`;
}

/** The named groups that took part in a match. */
function present(groups: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const taken: Record<string, string> = {};
  for (const [name, value] of Object.entries(groups)) if (value !== undefined) taken[name] = value;
  return taken;
}

const NAME = String.raw`[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"`;
const DECLARATION = new RegExp(`^#(\\w+)\\.(${NAME})`);
const OPERATION = new RegExp(
  `^(?:webhook (?:${NAME}) \\S+|[^\\s"]+ [^\\s"]+)(?: callback (?:${NAME}) (?:${NAME}) \\S+)*`,
);
const PLACE = new RegExp(`^(req|res|query|header|cookie|path|querystring)(?:\\.(${NAME}))?`);

function parseDeclaration(text: string): OpenapiDeclaration | undefined {
  const head = DECLARATION.exec(text);
  if (head === null) return undefined;
  const steps = parseSteps(text.slice(head[0].length));
  const [, section = "", name = ""] = head;
  return steps && { form: "declaration", section, name: build.unquoteName(name), steps };
}

function parseUse(text: string): OpenapiUse | undefined {
  const operation = OPERATION.exec(text)?.[0];
  if (operation === undefined) return undefined;
  if (operation.length === text.length) return { form: "use", operation, steps: [] };
  const rest = text.slice(operation.length + 1);
  const head = PLACE.exec(rest);
  if (text[operation.length] !== " " || head === null) return undefined;
  const [whole, where, name] = head;
  const steps = parseSteps(rest.slice(whole.length));
  if (steps === undefined || !isPlaceIn(where)) return undefined;
  return {
    form: "use",
    operation,
    in: where,
    ...(name === undefined ? {} : { name: build.unquoteName(name) }),
    steps,
  };
}

function printUse(use: OpenapiUse): Coordinate {
  const start = use.in === undefined ? use.operation : build.place(use.operation, use.in, use.name);
  return use.steps.reduce(printStep, start);
}

const PLACES: ReadonlySet<string> = new Set<PlaceIn>([
  "query",
  "header",
  "cookie",
  "path",
  "querystring",
  "req",
  "res",
]);

function isPlaceIn(text: string | undefined): text is PlaceIn {
  return text !== undefined && PLACES.has(text);
}

const STEP = new RegExp(
  [
    `\\.(?<member>${NAME})`,
    String.raw`\[(?<index>\d*)\]`,
    String.raw`\[(?<media>[^\s"[\]]+|"(?:[^"\\]|\\.)*")\]`,
    String.raw`(?<value>\{\})`,
    String.raw`<(?<alternative>\d+)>`,
    "<(?<aspect>not|if|key|contains|content)>",
    "=(?<constant>.+)$",
  ].join("|"),
  "sy",
);

function parseSteps(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  const pattern = new RegExp(STEP);
  while (pattern.lastIndex < text.length) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) return undefined;
    steps.push(stepOf(groups));
  }
  return steps;
}

function stepOf(groups: Readonly<Record<string, string | undefined>>): Step {
  const { member, index, media, alternative, aspect, constant } = groups;
  if (member !== undefined) return { kind: "member", name: build.unquoteName(member) };
  if (index !== undefined)
    return index === "" ? { kind: "item" } : { kind: "item", index: Number(index) };
  if (media !== undefined) return { kind: "media", mediaType: build.unquoteName(media) };
  if (alternative !== undefined) return { kind: "alternative", index: Number(alternative) };
  if (constant !== undefined) return { kind: "constant", json: constant };
  return isAspect(aspect) ? { kind: "aspect", name: aspect } : { kind: "value" };
}

function isAspect(text: string | undefined): text is build.Aspect {
  return text !== undefined;
}

function printStep(parent: Coordinate, step: Step): Coordinate {
  switch (step.kind) {
    case "member":
      return build.member(parent, step.name);
    case "item":
      return build.item(parent, step.index);
    case "value":
      return build.mapValue(parent);
    case "alternative":
      return build.alternative(parent, step.index);
    case "aspect":
      return build.aspect(parent, step.name);
    case "media":
      return build.inMediaType(parent, step.mediaType);
    case "constant":
      return `${parent}=${step.json}`;
  }
}
