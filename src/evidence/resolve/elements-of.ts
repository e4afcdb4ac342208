import type { Contract } from "../../model/contract.ts";
import type { Coordinate } from "../../model/element.ts";
import type { Content, Message, Operation, Parameter } from "../../model/operation.ts";
import type { Direction } from "../../model/semantics.ts";
import type { ShapeRef } from "../../model/shape.ts";
import { indexOf } from "./contract-index.ts";
import { httpRoutes, matchRoute } from "./http-routes.ts";
import { itemsOf, mapValuesOf, memberOf, partsOfValue } from "./shape-parts.ts";
import type { Parts } from "./shape-parts.ts";
import { parseUsePath } from "./use-path.ts";
import type { BodyStep, UsePlace } from "./use-path.ts";

/** What a use coordinate leads to in one contract version. */
export interface ResolvedUse {
  /** The declarations met on the way, the operation first, and those at the end. */
  readonly elements: readonly Coordinate[];
  readonly operation?: Operation;
  /** Absent where the use is of an operation or a type as a whole. */
  readonly direction?: Direction;
  /** True where it names an operation and no element of it. */
  readonly operationOnly: boolean;
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
  const result = resolveDeclared(contract, coordinate) ?? resolveHttpUse(contract, coordinate);
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
    ...(element.kind === "argument" || element.kind === "parameter"
      ? { direction: "input" as const }
      : {}),
    operationOnly: false,
  };
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
  const path = parseUsePath(coordinate);
  if (path === undefined) return undefined;
  const operation = operationNamed(contract, path.operation);
  if (operation === undefined) return undefined;
  const start = [operation.coordinate];
  if (path.place === undefined) return { elements: start, operation, operationOnly: true };
  const found = resolvePlace(contract, operation, path.place);
  if (found === undefined) return undefined;
  const value = path.value === undefined ? [] : valueCoordinates(found.parts, path.value);
  return {
    elements: [...start, ...found.elements, ...value],
    operation,
    direction: found.direction,
    operationOnly: false,
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

interface FoundPlace {
  readonly elements: readonly Coordinate[];
  readonly direction: Direction;
  /** What stands at the end. */
  readonly parts: Parts;
}

function resolvePlace(
  contract: Contract,
  operation: Operation,
  place: UsePlace,
): FoundPlace | undefined {
  const found = operation.messages.flatMap((message) => {
    const one = resolveInMessage(contract, message, place);
    return one === undefined ? [] : [one];
  });
  const [first] = found;
  if (first === undefined) return undefined;
  return {
    elements: found.flatMap((one) => one.elements),
    direction: first.direction,
    parts: joinParts(found.map((one) => one.parts)),
  };
}

function resolveInMessage(
  contract: Contract,
  message: Message,
  place: UsePlace,
): FoundPlace | undefined {
  const { direction } = message;
  const wanted = place.kind === "response-header" ? "response" : roleOf(place);
  if (message.kind !== wanted) return undefined;
  if (place.kind !== "parameter" && place.selector !== "" && place.selector !== message.selector) {
    return undefined;
  }
  if (place.kind !== "body") {
    const parameter = message.parameters.find((one) => isNamed(one, place));
    if (parameter === undefined) return undefined;
    const parts = partsOfValue(contract, [parameter.shape], undefined);
    const elements = [message.coordinate, parameter.coordinate, ...parts.coordinates];
    return { elements, direction, parts };
  }
  if (place.mediaType === undefined && place.steps.length === 0) {
    return { elements: [message.coordinate], direction, parts: NOTHING };
  }
  const contents = (message.body?.contents ?? []).filter(
    (content) => place.mediaType === undefined || place.mediaType === content.mediaType,
  );
  const walked = contents.flatMap((content) => walkContent(contract, content, place.steps));
  if (walked.length === 0) return undefined;
  return {
    elements: [message.coordinate, ...walked.flatMap((one) => one.elements)],
    direction,
    parts: joinParts(walked.map((one) => one.parts)),
  };
}

const NOTHING: Parts = { shapes: [], coordinates: [] };

function roleOf(place: UsePlace): "request" | "response" {
  return place.kind === "body" ? place.role : "request";
}

function isNamed(parameter: Parameter, place: UsePlace): boolean {
  if (place.kind === "body") return false;
  const name = place.name.toLowerCase();
  if (place.kind === "response-header") return parameter.name.toLowerCase() === name;
  if (parameter.place !== place.in) return false;
  if (place.in === "path") {
    return String(parameter.position) === place.name || parameter.name === place.name;
  }
  return place.in === "header"
    ? parameter.name.toLowerCase() === name
    : parameter.name === place.name;
}

interface Walked {
  readonly elements: readonly Coordinate[];
  readonly parts: Parts;
}

function walkContent(
  contract: Contract,
  content: Content,
  steps: readonly BodyStep[],
): readonly Walked[] {
  const roots = [content.shape, content.itemShape].filter((shape) => shape !== undefined);
  if (roots.length === 0) {
    return steps.length === 0 ? [{ elements: [content.coordinate], parts: NOTHING }] : [];
  }
  let parts = partsOfValue(contract, roots, undefined);
  const elements = [content.coordinate, ...parts.coordinates];
  for (const step of steps) {
    const next = take(contract, parts, step);
    if (next === undefined) return [];
    elements.push(...next.elements);
    parts = next.parts;
  }
  return [{ elements, parts }];
}

function take(contract: Contract, parts: Parts, step: BodyStep): Walked | undefined {
  if (step.kind === "field") {
    const found = memberOf(parts, step.name);
    if (found.kind !== "field") return undefined;
    const shapes = found.fields.map((field) => field.shape);
    const next = partsOfValue(contract, shapes, undefined);
    return {
      elements: [...found.fields.map((field) => field.coordinate), ...next.coordinates],
      parts: next,
    };
  }
  const refs = refsOf(parts, step);
  if (refs.length === 0) return undefined;
  const next = partsOfValue(contract, refs, undefined);
  return { elements: next.coordinates, parts: next };
}

function refsOf(parts: Parts, step: Exclude<BodyStep, { kind: "field" }>): readonly ShapeRef[] {
  switch (step.kind) {
    case "item":
      return itemsOf(parts);
    case "map-value":
      return mapValuesOf(parts);
    case "alternative":
      return parts.shapes.flatMap((shape) => {
        const chosen = [...(shape.oneOf ?? []), ...(shape.anyOf ?? [])][step.index];
        return chosen === undefined ? [] : [chosen];
      });
  }
}

function joinParts(all: readonly Parts[]): Parts {
  return {
    shapes: all.flatMap((parts) => parts.shapes),
    coordinates: all.flatMap((parts) => parts.coordinates),
  };
}

function valueCoordinates(parts: Parts, value: string): readonly Coordinate[] {
  return parts.shapes.flatMap((shape) =>
    (shape.values?.items ?? [])
      .filter((item) => typeof item.value !== "object" && String(item.value) === value)
      .map((item) => item.coordinate),
  );
}
