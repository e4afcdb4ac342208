import type { Operation, SecurityAlternative, SecurityRequirement } from "../../model/operation.ts";
import type { Report, Sink } from "../compare/pair.ts";
import type { Subject } from "../finding.ts";
import type { Walk } from "./walk.ts";

const ANONYMOUS: SecurityAlternative = { requirements: [] };

/**
 * Alternatives of requirements. A caller who met one before must meet one after; a caller who meets
 * less than any before is let in by a regression, unless it is meant.
 */
export function compareSecurity(walk: Walk, sink: Sink, before: Operation, after: Operation): void {
  if (before.security === undefined || after.security === undefined) return;
  const from = before.security.length === 0 ? [ANONYMOUS] : before.security;
  const to = after.security.length === 0 ? [ANONYMOUS] : after.security;
  const same = sameScheme(walk);
  const isShared = before.securityOrigin !== undefined && after.securityOrigin !== undefined;
  const subject: Subject = {
    element: "security",
    kind: "security-requirement",
    name: isShared ? "the whole contract" : before.coordinate,
    holder: { operation: before.coordinate, place: "" },
  };
  const textOf = textIn([...from, ...to], same);
  const sides: Given["sides"] = (some, others) => {
    const [a, b] = [textOf(some), textOf(others)];
    return {
      details: { before: a, after: b },
      before: { value: a, origin: before.securityOrigin ?? before.origin },
      after: { value: b, origin: after.securityOrigin ?? after.origin },
    };
  };
  const isMet = (presented: SecurityAlternative, demanding: readonly SecurityAlternative[]) =>
    demanding.some((demanded) => satisfies(presented, demanded, same));
  if (before.initiator === "provider") {
    compareGiven(sink, subject, { from, to, isMet, sides });
    return;
  }
  const refused = from.filter((presented) => !isMet(presented, to));
  if (refused.length > 0)
    sink.report({ rule: "security-tightened", subject, ...sides(refused, to) });
  const staysOpen = refused.length < from.length;
  for (const presented of to) {
    if (isMet(presented, from)) continue;
    const lessThanBefore = from.some((demanded) => satisfies(demanded, presented, same));
    // Where it took the place of every former way, that has been told.
    if (!lessThanBefore && !staysOpen) continue;
    const rule = lessThanBefore ? "security-loosened" : "security-alternative-added";
    sink.report({ rule, subject, ...sides(from, [presented]) });
  }
}

interface Given {
  readonly from: readonly SecurityAlternative[];
  readonly to: readonly SecurityAlternative[];
  /** Whether what is presented meets one of the alternatives that are demanded. */
  readonly isMet: (
    presented: SecurityAlternative,
    demanding: readonly SecurityAlternative[],
  ) => boolean;
  readonly sides: (
    before: readonly SecurityAlternative[],
    after: readonly SecurityAlternative[],
  ) => Pick<Report, "details" | "before" | "after">;
}

/** What the provider presents when it is the one who calls: consumers go on demanding what they know. */
function compareGiven(sink: Sink, subject: Subject, { from, to, isMet, sides }: Given): void {
  const refused = to.filter((presented) => !isMet(presented, from));
  if (refused.length > 0)
    sink.report({ rule: "security-loosened", subject, ...sides(from, refused) });
  else if (from.some((presented) => !isMet(presented, to)))
    sink.report({ rule: "security-tightened", subject, ...sides(from, to) });
}

type SameScheme = (a: SecurityRequirement, b: SecurityRequirement) => boolean;

/**
 * Two requirements ask for the same credential where they name the same scheme, or where the scheme
 * was renamed: two schemes that both sides know are two, however alike they look.
 */
function sameScheme({ engine }: Walk): SameScheme {
  const declared = (side: "before" | "after", scheme: string) =>
    engine[side].contract.declarations.has(`#securitySchemes.${scheme}`);
  const both = (scheme: string) => declared("before", scheme) && declared("after", scheme);
  return (a, b) =>
    a.credential === b.credential && (a.scheme === b.scheme || !(both(a.scheme) && both(b.scheme)));
}

/** Whether whoever presents the first alternative meets everything that the second demands. */
function satisfies(
  presented: SecurityAlternative,
  demanded: SecurityAlternative,
  same: SameScheme,
): boolean {
  return demanded.requirements.every((need) =>
    presented.requirements.some(
      (has) => same(has, need) && need.scopes.every((scope) => has.scopes.includes(scope)),
    ),
  );
}

type TextOf = (alternatives: readonly SecurityAlternative[]) => string;

/** Alternatives in words: by what travels, and by the scheme's name where two of them look alike. */
function textIn(all: readonly SecurityAlternative[], same: SameScheme): TextOf {
  const known = all.flatMap(({ requirements }) => requirements);
  const textOf = (one: SecurityRequirement): string => {
    const { credential, scheme, scopes } = one;
    const isUnclear = known.some((other) => other.credential === credential && !same(one, other));
    const name = isUnclear ? `${credential} (${scheme})` : credential;
    return scopes.length === 0 ? name : `${name} with ${scopes.join(", ")}`;
  };
  const textOfOne = ({ requirements }: SecurityAlternative): string =>
    requirements.length === 0 ? "anonymous access" : requirements.map(textOf).join(" and ");
  return (alternatives) => alternatives.map(textOfOne).join(" or ");
}
