import type { CalendarDate } from "../model/lifecycle.ts";

/** Response headers that announce an operation's end. */
export interface DeprecationHeaders {
  /** RFC 9745: a structured date, seconds since 1970. */
  readonly Deprecation: string;
  /** RFC 8594: an HTTP date, the last second in which the operation can be counted on. */
  readonly Sunset?: string;
  /** RFC 8288: documentation (`deprecation`, `sunset`) and what to use instead (`successor-version`). */
  readonly Link?: string;
}

/** What headers are made from. */
export interface HeaderFacts {
  readonly since: CalendarDate;
  readonly sunset?: CalendarDate;
  readonly replacement?: string;
  readonly reason?: string;
  /** A page about the provider's deprecations. */
  readonly page?: string;
}

/**
 * The headers a provider should send with every answer of a deprecated operation. RFC 8594 wants no
 * sunset before the deprecation, so one that contradicts it is left out.
 */
export function deprecationHeaders(facts: HeaderFacts): DeprecationHeaders {
  const { since, sunset } = facts;
  const links = linksIn(facts);
  return {
    Deprecation: `@${Date.parse(`${since}T00:00:00Z`) / 1000}`,
    ...(sunset === undefined || sunset < since
      ? {}
      : { Sunset: new Date(`${sunset}T23:59:59Z`).toUTCString() }),
    ...(links.length === 0 ? {} : { Link: links.join(", ") }),
  };
}

function linksIn({ replacement, reason, page, sunset }: HeaderFacts): readonly string[] {
  const successor = targetIn(replacement);
  const written = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]]/.exec(reason ?? "")?.[0];
  const documentation = page ?? written;
  return [
    ...(documentation === undefined ? [] : [link(documentation, "deprecation")]),
    ...(documentation === undefined || sunset === undefined ? [] : [link(documentation, "sunset")]),
    ...(successor === undefined ? [] : [link(successor, "successor-version")]),
  ];
}

function link(target: string, relation: string): string {
  return `<${encodeURI(decoded(target))}>; rel="${relation}"`;
}

function decoded(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}

/** A URL or a path, also after a method: `GET /v2/orders`. A path with parameters names no page. */
function targetIn(replacement: string | undefined): string | undefined {
  const target = replacement?.trim().replace(/^[A-Z]+ (?=\/)/, "");
  if (target === undefined || /[\s{}<>"]/.test(target)) return undefined;
  return /^(?:https?:\/\/|\/(?!\/))/.test(target) ? target : undefined;
}
