import { place, responseHeader } from "../../model/coordinate.ts";
import type { Coordinate } from "../../model/element.ts";
import type { Json } from "../../model/json.ts";
import type { Content, Message, Parameter } from "../../model/operation.ts";
import type { Direction } from "../../model/semantics.ts";
import { readContents, withoutProse } from "./media-types.ts";
import { originOf } from "./node.ts";
import type { Node } from "./node.ts";
import { readParameter } from "./parameters.ts";
import type { Reading } from "./reading.ts";
import { isExtension, once, useOf } from "./use.ts";
import type { Once } from "./use.ts";

/** Reads the responses of operations; what is declared for reuse is read once. */
export interface ResponseReader {
  read(site: ResponseSite): readonly Message[];
}

export interface ResponseSite {
  readonly operation: Coordinate;
  /** The operation's node. */
  readonly node: Node;
  readonly direction: Direction;
  /** The media types of bodies in 2.0. */
  readonly produces: readonly string[];
}

/** How the bodies of a response are read, which differs in 2.0. */
export type ReadBodies = (
  response: Node,
  coordinate: Coordinate,
  produces: readonly string[],
) => readonly Content[];

type Response = Omit<Message, "selector" | "direction">;

export function responseReader(reading: Reading, readBodies: ReadBodies): ResponseReader {
  // In 2.0 a declared response has the media types of the operation that uses it.
  const declaredResponses = new Map<string, Once<Response>>();
  const declaredHeaders = once<Parameter>();

  const headerOf = (name: string, node: Node, response: Coordinate): Parameter => {
    const { definition, declared } = useOf(reading, node, "headers");
    const read = (coordinate: Coordinate): Parameter =>
      readParameter(reading, definition, { kind: "header", place: "header", name, coordinate });
    if (declared === undefined) return read(responseHeader(response, name));
    const header = declaredHeaders(declared.node, () => read(declared.coordinate));
    return header.name === name ? header : { ...header, name };
  };
  const responseOf = (
    definition: Node,
    coordinate: Coordinate,
    produces: readonly string[],
  ): Response => {
    const headers = reading.resolver.entries(reading.resolver.member(definition, "headers"));
    const contents = readBodies(definition, coordinate, produces);
    const links = linksIn(reading, definition);
    const deprecation = reading.lifecycle.deprecation(definition.value);
    return {
      kind: "response",
      coordinate,
      origin: originOf(definition),
      streamed: false,
      parameters: headers
        .filter(([name]) => reading.version === "2.0" || name.toLowerCase() !== "content-type")
        .map(([name, node]) => headerOf(name, node, coordinate)),
      ...(contents.length === 0 ? {} : { body: { required: true, contents } }),
      ...(links === undefined ? {} : { links }),
      ...(deprecation === undefined ? {} : { deprecation }),
    };
  };
  const sharedAs = (produces: readonly string[]): Once<Response> => {
    const key = produces.join();
    let shared = declaredResponses.get(key);
    if (shared === undefined) declaredResponses.set(key, (shared = once()));
    return shared;
  };
  return {
    read({ operation, node, direction, produces }) {
      const { resolver } = reading;
      const responses = resolver
        .entries(resolver.member(node, "responses"))
        .filter(([selector]) => !isExtension(selector));
      return responses.map(([written, response]) => {
        const selector = /^[1-5]xx$/i.test(written) ? written.toUpperCase() : written;
        const { definition, declared } = useOf(reading, response, "responses");
        const coordinate = declared?.coordinate ?? place(operation, "res", selector);
        const readIt = (): Response => responseOf(definition, coordinate, produces);
        const message =
          declared === undefined ? readIt() : sharedAs(produces)(declared.node, readIt);
        return { ...message, selector, direction };
      });
    },
  };
}

/** 3.x: the bodies stand in `content`. */
export function readBodies3(reading: Reading): ReadBodies {
  return (response, coordinate) =>
    readContents(reading, reading.resolver.member(response, "content"), coordinate);
}

function linksIn(reading: Reading, response: Node): Readonly<Record<string, Json>> | undefined {
  const links = reading.resolver.member(response, "links");
  const members = reading.resolver.members(links);
  if (members.length === 0) return undefined;
  return Object.fromEntries(members.map(([name, { value }]) => [name, withoutProse(value)]));
}
