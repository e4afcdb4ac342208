import type { NamedType } from "../../../model/contract.ts";
import type { Spot } from "../syntax/syntax-tree.ts";
import { type FileSite, report } from "./context.ts";

/** Adds a type to the contract; of two with one name the first is kept. */
export function declareType(site: FileSite, type: NamedType, spot: Spot): void {
  const { types } = site.draft;
  const first = types.get(type.id);
  if (first === undefined) {
    types.set(type.id, type);
    return;
  }
  const where = first.file === site.file.path ? "" : `, first in ${first.file}`;
  report(site, "duplicate-definition", `${type.id} is declared twice${where}.`, spot);
}
