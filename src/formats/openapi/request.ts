import { place } from "../../model/coordinate.ts";
import type { Coordinate } from "../../model/element.ts";
import type { Body, Parameter } from "../../model/operation.ts";
import { readContents } from "./media-types.ts";
import { childOf, originOf, valueIn } from "./node.ts";
import type { Node } from "./node.ts";
import { firstUse, isParameterPlace, readParameter } from "./parameters.ts";
import type { WrittenParameter } from "./parameters.ts";
import type { Reading } from "./reading.ts";
import { once, useOf } from "./use.ts";

/** Reads what requests carry; parameters that are declared for reuse are read once. */
export interface RequestReader {
  /** Template parameters without a declaration are there all the same: some text. */
  parameters(operation: RequestSite, written: readonly WrittenParameter[]): readonly Parameter[];
  /** 3.x `requestBody`. */
  body(operation: RequestSite): Body | undefined;
}

export interface RequestSite {
  readonly coordinate: Coordinate;
  readonly node: Node;
  /** The names in the path template, in order. */
  readonly templateNames: readonly string[];
}

export function requestReader(reading: Reading): RequestReader {
  const declared = once<Parameter>();

  const parameterOf = (
    { coordinate }: RequestSite,
    written: WrittenParameter,
    position?: number,
  ): Parameter | undefined => {
    const { use, name, in: where } = written;
    if (!isParameterPlace(where)) return undefined;
    const read = (at: Coordinate): Parameter =>
      readParameter(reading, use.definition, {
        kind: "parameter",
        place: where,
        name,
        coordinate: at,
      });
    const parameter =
      use.declared === undefined
        ? read(firstUse(coordinate, written, position))
        : declared(use.declared.node, () => read(use.declared?.coordinate ?? coordinate));
    return position === undefined ? parameter : { ...parameter, position };
  };
  return {
    parameters(operation, written) {
      const inPath = new Map(
        written.filter(({ in: where }) => where === "path").map((found) => [found.name, found]),
      );
      const positioned = operation.templateNames.map((name, index) => {
        const found = inPath.get(name);
        return (
          (found && parameterOf(operation, found, index + 1)) ??
          undeclared(operation, name, index + 1)
        );
      });
      const inTemplate = new Set(operation.templateNames);
      const others = written.flatMap((found) =>
        found.in === "path" && inTemplate.has(found.name)
          ? []
          : (parameterOf(operation, found) ?? []),
      );
      return [...positioned, ...others];
    },
    body: (operation) => bodyOf(reading, operation),
  };
}

function bodyOf(reading: Reading, { coordinate, node }: RequestSite): Body | undefined {
  const written = childOf(node, "requestBody");
  if (written === undefined || written.value === null) return undefined;
  const { definition, declared } = useOf(reading, written, "requestBodies");
  const content = reading.resolver.member(definition, "content");
  const at = declared?.coordinate ?? place(coordinate, "req");
  return {
    required: valueIn(definition.value, "required") === true,
    contents: readContents(reading, content, at),
    ...(declared === undefined
      ? {}
      : { declared: { coordinate: declared.coordinate, origin: originOf(declared.node) } }),
  };
}

function undeclared({ coordinate, node }: RequestSite, name: string, position: number): Parameter {
  const at = place(coordinate, "path", position);
  const origin = originOf(node);
  return {
    kind: "parameter",
    coordinate: at,
    origin,
    name,
    place: "path",
    position,
    required: true,
    shape: { kind: "shape", coordinate: at, origin, types: ["string"] },
    serialization: {
      style: "simple",
      explode: false,
      allowReserved: false,
      allowEmptyValue: false,
    },
  };
}
