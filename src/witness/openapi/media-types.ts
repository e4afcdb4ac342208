import type { Content } from "../../model/operation.ts";
import { contentsOf, type Exchange } from "./party.ts";

/** The body the sender sends: in the media type that is asked for, else in one that both know. */
export function contentFor(exchange: Exchange, wanted: string | undefined): Content | undefined {
  const own = contentsOf(exchange.sender);
  if (wanted !== undefined) return partnerOf(wanted, own);
  const shared = own.filter(({ mediaType }) =>
    contentsOf(exchange.reader).some((other) => areRelated(mediaType, other.mediaType)),
  );
  const candidates = shared.length > 0 ? shared : own;
  return candidates.find(({ mediaType }) => mediaType.includes("json")) ?? candidates[0];
}

/** The content of a media type, of the same without parameters, or of the range around it. */
export function partnerOf(mediaType: string, contents: readonly Content[]): Content | undefined {
  return (
    contents.find((content) => content.mediaType === mediaType) ??
    contents.find((content) => baseOf(content.mediaType) === baseOf(mediaType)) ??
    contents.find((content) => areRelated(content.mediaType, mediaType))
  );
}

function baseOf(mediaType: string): string {
  return mediaType.split(";", 1)[0]?.trim() ?? "";
}

function areRelated(one: string, other: string): boolean {
  return covers(one, other) || covers(other, one);
}

function covers(range: string, mediaType: string): boolean {
  const [type, subtype] = baseOf(range).split("/");
  const [ownType, ownSubtype] = baseOf(mediaType).split("/");
  return (type === "*" || type === ownType) && (subtype === "*" || subtype === ownSubtype);
}

/** A media type that a message can say, under a declared one that may be a range. */
export function concreteType(declared: string, others: readonly string[]): string {
  if (!baseOf(declared).includes("*")) return declared;
  const known = others.find((other) => !baseOf(other).includes("*") && covers(declared, other));
  if (known !== undefined) return known;
  const [type = "*"] = baseOf(declared).split("/");
  if (type === "*" || type === "application") return "application/json";
  return type === "text" ? "text/plain" : `${type}/x-any`;
}
