import type { Row } from "../database.ts";
import { optionalNumber, optionalText } from "../rows.ts";
import type { RecordedUse, UseItem } from "../store.ts";

/** So many further items of a use are kept; what has more is no document that a person reads. */
const KEPT = 1000;

/**
 * The items of a use as one column holds them: the first one's name, then a line for each further
 * one, its own line number first. The first one's line has a column of its own.
 */
export function itemColumn({ item, also = [] }: RecordedUse): string | null {
  const further = also
    .slice(0, KEPT)
    .map(({ item: name = "", line = "" }) => `${line} ${oneLine(name)}`);
  if (item === undefined && further.length === 0) return null;
  return [oneLine(item ?? ""), ...further].join("\n");
}

/** The items of a use as they are kept. */
export function itemsIn(row: Row): Pick<RecordedUse, "item" | "line" | "also"> {
  const [first = "", ...further] = (optionalText("item", row, "item").item ?? "").split("\n");
  const also = further.map(itemIn);
  return {
    ...(first === "" ? {} : { item: first }),
    ...optionalNumber("line", row, "line"),
    ...(also.length === 0 ? {} : { also }),
  };
}

function itemIn(text: string): UseItem {
  const [, line = "", item = ""] = /^(\d*) (.*)$/.exec(text) ?? [];
  return {
    ...(item === "" ? {} : { item }),
    ...(line === "" ? {} : { line: Number(line) }),
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, " ");
}
