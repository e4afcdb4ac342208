import { announces } from "./history.ts";
import type { Contract } from "../../model/contract.ts";
import type { Coordinate, ElementKind } from "../../model/element.ts";
import type { Deprecation } from "../../model/lifecycle.ts";
import { elementsOf } from "../../model/walk.ts";

/** What one version of a contract says of one element's end. */
export interface Statement {
  readonly coordinate: Coordinate;
  readonly kind: ElementKind;
  /** Undefined: nothing. Prose is left out, so that rewording is no event. */
  readonly says?: Deprecation;
}

/** Elements by what they are known by in every version. */
export type Statements = ReadonlyMap<string, Statement>;

/** What an element is known by over time: Protobuf fields by their number, whatever their name. */
export function identityOf(coordinate: Coordinate): string {
  return coordinate.replace(/\.[^.#\s]+(#\d+)$/, "$1");
}

/** Every element of a version, with what is said of it. */
export function statementsOf(contract: Contract): Statements {
  const statements = new Map<string, Statement>();
  for (const { coordinate, kind, deprecation } of elementsOf(contract)) {
    const identity = identityOf(coordinate);
    const isMarked = deprecation !== undefined && announces(deprecation);
    // A field and its inline shape carry the same mark.
    if (statements.has(identity) && (!isMarked || statements.get(identity)?.says !== undefined))
      continue;
    statements.set(identity, {
      coordinate,
      kind,
      ...(isMarked ? { says: withoutProse(deprecation) } : {}),
    });
  }
  return statements;
}

/** The part of an announcement that a promise is made of. */
export function withoutProse({ deprecated, since, sunset, unreadable }: Deprecation): Deprecation {
  return {
    deprecated,
    ...(since === undefined ? {} : { since }),
    ...(sunset === undefined ? {} : { sunset }),
    ...(unreadable === undefined ? {} : { unreadable }),
  };
}
