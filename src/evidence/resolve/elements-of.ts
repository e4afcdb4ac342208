import type { Contract } from "../../model/contract.ts";
import { parseCoordinate } from "../../model/coordinate-text.ts";
import type { OpenapiUse, Step } from "../../model/coordinate-text.ts";
import type { Coordinate } from "../../model/element.ts";
import type { Content, Message, Operation, Parameter } from "../../model/operation.ts";
import { canonicalJson } from "../../model/json.ts";
import type { Direction } from "../../model/semantics.ts";
import type { ShapeRef } from "../../model/shape.ts";
import { indexOf } from "./contract-index.ts";
import type { IndexedElement } from "./contract-index.ts";
import { httpRoutes, matchRoute } from "./http-routes.ts";
import { itemsOf, mapValuesOf, memberOf, partsOfValue } from "./shape-parts.ts";
import type { Parts } from "./shape-parts.ts";

/** What a use coordinate leads to in one contract version. */
export interface ResolvedUse {
  /** The declarations met on the way, the operation first, and those at the end. */
  readonly elements: readonly Coordinate[];
  readonly operation?: Operation;
  /** Absent where the use is of an operation or a type as a whole. */
  readonly direction?: Direction;
  /** True where it names an operation and no element of it. */
  readonly operationOnly: boolean;
  /** True where it names one value of a set. */
  readonly value?: boolean;
}

const resolved = new WeakMap<Contract, Map<Coordinate, ResolvedUse | undefined>>();

/**
 * The declarations that a use meets, or undefined where the contract does not have it. HTTP use
 * coordinates are walked through the shapes, every alternative taken; declaration coordinates, and
 * those of GraphQL and Protobuf, stand for themselves with the types around them.
 */
export function resolveUse(contract: Contract, coordinate: Coordinate): ResolvedUse | undefined {
  const known = resolved.get(contract) ?? new Map<Coordinate, ResolvedUse | undefined>();
  resolved.set(contract, known);
  if (known.has(coordinate)) return known.get(coordinate);
  const result =
    resolveDeclared(contract, coordinate) ??
    resolveNarrowing(contract, coordinate) ??
    resolveHttpUse(contract, coordinate);
  known.set(coordinate, result);
  return result;
}

/** The declarations that a use meets; none where the contract does not have it. */
export function elementsOf(coordinate: Coordinate, contract: Contract): readonly Coordinate[] {
  return resolveUse(contract, coordinate)?.elements ?? [];
}

function resolveDeclared(contract: Contract, coordinate: Coordinate): ResolvedUse | undefined {
  const { elements, operations } = indexOf(contract);
  const element = elements.get(coordinate);
  const operation = operations.get(coordinate) ?? element?.operation;
  if (element === undefined) {
    return operation === undefined
      ? undefined
      : { elements: [operation.coordinate], operation, operationOnly: true };
  }
  if (element.kind === "operation" && operation !== undefined) {
    return { elements: [operation.coordinate], operation, operationOnly: true };
  }
  const around: Coordinate[] = [coordinate];
  for (let parent = element.parent; parent !== undefined; parent = elements.get(parent)?.parent) {
    if (around.includes(parent)) break;
    around.push(parent);
  }
  const named = element.shape === undefined ? [] : namedTypes(contract, element.shape);
  return {
    elements: [...around.reverse(), ...named],
    ...(operation === undefined ? {} : { operation }),
    ...directionOf(element),
    operationOnly: operations.has(coordinate),
    value: element.kind === "enum-value",
  };
}

/** What a GraphQL document narrows meets both types. */
function resolveNarrowing(contract: Contract, coordinate: Coordinate): ResolvedUse | undefined {
  const types = narrowedIn(coordinate);
  if (types === undefined || !types.every((type) => indexOf(contract).elements.has(type)))
    return undefined;
  return { elements: types, direction: "output", operationOnly: false };
}

/** The type that stands somewhere and the one that a document asks for there. */
export function narrowedIn(
  coordinate: Coordinate,
): readonly [type: string, narrower: string] | undefined {
  // Most coordinates are something else: no text is parsed to learn that.
  if (!/^\w+<\w+>$/.test(coordinate)) return undefined;
  const parsed = parseCoordinate("graphql", coordinate);
  if (parsed?.form !== "graphql" || parsed.type === undefined || parsed.narrower === undefined)
    return undefined;
  return [parsed.type, parsed.narrower];
}

function directionOf(element: IndexedElement): { readonly direction?: Direction } {
  if (element.kind === "argument") return { direction: "input" };
  return element.direction === undefined ? {} : { direction: element.direction };
}

/** The declared types that a shape names itself, through arrays and nullability. */
function namedTypes(contract: Contract, shape: ShapeRef): readonly Coordinate[] {
  if (shape.kind === "ref") {
    const type = contract.types.get(shape.to);
    return type === undefined ? [] : [type.coordinate];
  }
  const within = [
    shape.array?.items,
    typeof shape.object?.additional === "object" ? shape.object.additional : undefined,
    ...(shape.allOf ?? []),
    ...(shape.anyOf ?? []),
  ].filter((part) => part !== undefined);
  return within.flatMap((part) => namedTypes(contract, part));
}

function resolveHttpUse(contract: Contract, coordinate: Coordinate): ResolvedUse | undefined {
  const use = parseCoordinate("openapi", coordinate);
  if (use?.form !== "use") return undefined;
  const operation = operationNamed(contract, use.operation);
  if (operation === undefined) return undefined;
  const start = [operation.coordinate];
  if (use.in === undefined) return { elements: start, operation, operationOnly: true };
  const found = operation.messages.flatMap((message) => inMessage(contract, message, use) ?? []);
  const [first] = found;
  if (first === undefined) return undefined;
  return {
    elements: [...new Set([...start, ...found.flatMap((one) => one.elements)])],
    operation,
    direction: first.direction,
    operationOnly: false,
    value: use.steps.at(-1)?.kind === "constant",
  };
}

/** An operation by `METHOD /path`, whatever its parameters are called or how they are written. */
export function operationNamed(contract: Contract, name: string): Operation | undefined {
  const { operations } = indexOf(contract);
  const known = operations.get(name) ?? operations.get(name.replaceAll(/\{[^}]*\}/g, "{}"));
  if (known !== undefined) return known;
  const [, method, path] = /^([A-Za-z]+) (\/\S*)$/.exec(name) ?? [];
  if (method === undefined || path === undefined) return undefined;
  const hit = matchRoute(httpRoutes(contract), method, path);
  return typeof hit === "string" ? undefined : hit.operation;
}

interface Walked {
  readonly elements: readonly Coordinate[];
  /** What stands at the end. */
  readonly parts: Parts;
}

interface FoundPlace {
  readonly elements: readonly Coordinate[];
  readonly direction: Direction;
}

const NOTHING: Parts = { shapes: [], coordinates: [] };

function inMessage(contract: Contract, message: Message, use: OpenapiUse): FoundPlace | undefined {
  const { direction } = message;
  if (message.kind !== (use.in === "res" ? "response" : "request")) return undefined;
  if (use.in === "res" && use.name !== undefined && use.name !== message.selector) return undefined;
  const found =
    inParameter(contract, message, use) ??
    (isBody(use) ? inBody(contract, message, use) : undefined);
  return found && { elements: [message.coordinate, ...found.elements], direction };
}

function isBody(use: OpenapiUse): boolean {
  return use.in === "req" || use.in === "res";
}

/** A parameter of a request, or a header of a response (`res.200.header.etag`). */
function inParameter(contract: Contract, message: Message, use: OpenapiUse): Walked | undefined {
  const [first, second, ...others] = use.steps;
  const isHeader = use.in === "res" && first?.kind === "member" && first.name === "header";
  if (isBody(use) && !isHeader) return undefined;
  const name = isHeader && second?.kind === "member" ? second.name : (use.name ?? "");
  const parameter = message.parameters.find((one) =>
    isNamed(one, isHeader ? "header" : use.in, name),
  );
  if (parameter === undefined) return undefined;
  const start = partsOfValue(contract, [parameter.shape], undefined);
  return walk(
    contract,
    { elements: [parameter.coordinate, ...start.coordinates], parts: start },
    isHeader ? others : use.steps,
  );
}

function isNamed(parameter: Parameter, where: OpenapiUse["in"], name: string): boolean {
  if (parameter.place !== where) return false;
  if (where === "path") return String(parameter.position) === name || parameter.name === name;
  return where === "header"
    ? parameter.name.toLowerCase() === name.toLowerCase()
    : parameter.name === name;
}

function inBody(contract: Contract, message: Message, use: OpenapiUse): Walked | undefined {
  const [media, ...steps] = use.steps;
  if (media === undefined) return { elements: [], parts: NOTHING };
  const named = media.kind === "media" ? media.mediaType : undefined;
  const walked = (message.body?.contents ?? [])
    .filter((content) => named === undefined || content.mediaType === named)
    .flatMap(
      (content) => walkContent(contract, content, named === undefined ? use.steps : steps) ?? [],
    );
  if (walked.length === 0) return undefined;
  return { elements: walked.flatMap((one) => one.elements), parts: NOTHING };
}

function walkContent(
  contract: Contract,
  content: Content,
  steps: readonly Step[],
): Walked | undefined {
  const roots = [content.shape, content.itemShape].filter((shape) => shape !== undefined);
  const parts = partsOfValue(contract, roots, undefined);
  return walk(contract, { elements: [content.coordinate, ...parts.coordinates], parts }, steps);
}

function walk(contract: Contract, start: Walked, steps: readonly Step[]): Walked | undefined {
  let parts = start.parts;
  const elements = [...start.elements];
  for (const step of steps) {
    const next = take(contract, parts, step);
    if (next === undefined) return undefined;
    elements.push(...next.elements);
    parts = next.parts;
  }
  return { elements, parts };
}

function take(contract: Contract, parts: Parts, step: Step): Walked | undefined {
  if (step.kind === "constant") {
    const elements = valueCoordinates(parts, step.json);
    return elements.length === 0 ? undefined : { elements, parts: NOTHING };
  }
  const found = step.kind === "member" ? memberOf(parts, step.name) : undefined;
  const fields = found?.kind === "field" ? found.fields : [];
  const refs = fields.length > 0 ? fields.map((field) => field.shape) : refsOf(parts, step);
  if (refs.length === 0) return undefined;
  const next = partsOfValue(contract, refs, undefined);
  const elements = [...fields.map((field) => field.coordinate), ...next.coordinates];
  return { elements, parts: next };
}

function refsOf(parts: Parts, step: Step): readonly ShapeRef[] {
  switch (step.kind) {
    case "item":
      return itemsOf(parts);
    case "value":
      return mapValuesOf(parts);
    case "alternative":
      return parts.shapes.flatMap(
        (shape) => [...(shape.oneOf ?? []), ...(shape.anyOf ?? [])][step.index] ?? [],
      );
    case "member":
    case "aspect":
    case "media":
    case "constant":
      return [];
  }
}

function valueCoordinates(parts: Parts, json: string): readonly Coordinate[] {
  return parts.shapes.flatMap((shape) =>
    (shape.values?.items ?? [])
      .filter((item) => canonicalJson(item.value) === json)
      .map((item) => item.coordinate),
  );
}
