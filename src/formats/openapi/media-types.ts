import { inMediaType, item } from "../../model/coordinate.ts";
import type { Coordinate } from "../../model/element.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { Content } from "../../model/operation.ts";
import { childOf, originOf } from "./node.ts";
import type { Node } from "./node.ts";
import type { Reading } from "./reading.ts";
import { useOf } from "./use.ts";

/** A media type in one form: lower case, parameters sorted and without white space around them. */
export function normalMediaType(text: string): string {
  const [type = "", ...parameters] = text
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const kept = parameters.filter((parameter) => parameter !== "").sort();
  return [type, ...kept].join(";");
}

/** The bodies of a request or response (3.x `content`), one for each media type. */
export function readContents(
  reading: Reading,
  content: Node | undefined,
  parent: Coordinate,
): readonly Content[] {
  const contents = new Map<string, Content>();
  for (const [written, node] of reading.resolver.entries(content)) {
    const mediaType = normalMediaType(written);
    if (!contents.has(mediaType)) {
      contents.set(mediaType, readContent(reading, node, { mediaType, parent }));
    }
  }
  return [...contents.values()];
}

interface ContentSite {
  readonly mediaType: string;
  readonly parent: Coordinate;
}

function readContent(reading: Reading, node: Node, { mediaType, parent }: ContentSite): Content {
  const { definition, declared } = useOf(reading, node, "mediaTypes");
  const coordinate = declared?.coordinate ?? inMediaType(parent, mediaType);
  const schema = childOf(definition, "schema");
  const itemSchema = childOf(definition, "itemSchema");
  const encoding = encodingIn(reading, definition);
  const parts = partEncodings(reading, definition);
  return {
    kind: "media-type",
    coordinate,
    origin: originOf(node),
    mediaType,
    ...(schema === undefined ? {} : { shape: reading.shape(schema, coordinate) }),
    ...(itemSchema === undefined ? {} : { itemShape: reading.shape(itemSchema, item(coordinate)) }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(parts === undefined ? {} : { parts }),
  };
}

function encodingIn(reading: Reading, node: Node): Readonly<Record<string, Json>> | undefined {
  const members = reading.resolver.members(reading.resolver.member(node, "encoding"));
  if (members.length === 0) return undefined;
  return Object.fromEntries(members.map(([name, { value }]) => [name, withoutProse(value)]));
}

/** OAS 3.2 `prefixEncoding` and `itemEncoding`: parts of multipart bodies that have no names. */
function partEncodings(reading: Reading, node: Node): Readonly<Record<string, Json>> | undefined {
  const { resolver } = reading;
  const first = resolver
    .items(resolver.member(node, "prefixEncoding"))
    .map(({ value }, index) => [String(index), withoutProse(value)] as const);
  const others = resolver.member(node, "itemEncoding");
  const found =
    others === undefined ? first : [...first, ["rest", withoutProse(others.value)] as const];
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** A value without what only tells people something. */
export function withoutProse(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !PROSE.has(key));
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutProse(member)]));
}

const PROSE: ReadonlySet<string> = new Set([
  "description",
  "summary",
  "example",
  "examples",
  "externalDocs",
]);
