import type { MessageSurface, Semantics } from "../../model/semantics.ts";
import type { Field } from "../../model/shape.ts";

export interface FieldMatch {
  readonly pairs: readonly {
    readonly before: Field;
    readonly after: Field;
    readonly surfaces: readonly MessageSurface[];
  }[];
  readonly removed: readonly {
    readonly field: Field;
    readonly surfaces: readonly MessageSurface[];
  }[];
  readonly added: readonly {
    readonly field: Field;
    readonly surfaces: readonly MessageSurface[];
  }[];
}

/**
 * Pairs fields by name, then those left over by number. A field that kept its name under another
 * number is the same field where names count; one that kept its number under another name is the
 * same on the wire, and elsewhere one is gone and one is new.
 */
export function matchFields(
  before: readonly Field[],
  after: readonly Field[],
  semantics: Semantics,
): FieldMatch {
  const all = semantics.surfaces;
  const numbered = all.filter((surface) => semantics.fieldKey[surface] === "number");
  const named = all.filter((surface) => semantics.fieldKey[surface] !== "number");
  const byName = new Map(after.map((field) => [field.name, field]));
  const beforeNames = new Set(before.map((field) => field.name));
  const free = new Map(
    after
      .filter((field) => field.number !== undefined && !beforeNames.has(field.name))
      .map((field) => [field.number, field]),
  );
  const pairs: FieldMatch["pairs"][number][] = [];
  const removed: FieldMatch["removed"][number][] = [];
  const renamed = new Set<Field>();
  for (const field of before) {
    const same = byName.get(field.name);
    if (same !== undefined) {
      pairs.push({
        before: field,
        after: same,
        surfaces: same.number === field.number ? all : named,
      });
      continue;
    }
    const other = field.number === undefined ? undefined : free.get(field.number);
    if (other === undefined) {
      removed.push({ field, surfaces: all });
      continue;
    }
    renamed.add(other);
    pairs.push({
      before: field,
      after: other,
      surfaces: surfacesOfRename(field, other, { all, numbered }),
    });
  }
  const added = after
    .filter((field) => !beforeNames.has(field.name) && !renamed.has(field))
    .map((field) => ({ field, surfaces: all }));
  return { pairs, removed, added };
}

/** A renamed field is still comparable in JSON where its JSON name was kept. */
function surfacesOfRename(
  before: Field,
  after: Field,
  surfaces: {
    readonly all: readonly MessageSurface[];
    readonly numbered: readonly MessageSurface[];
  },
): readonly MessageSurface[] {
  return before.jsonName !== undefined && before.jsonName === after.jsonName
    ? surfaces.all
    : surfaces.numbered;
}
