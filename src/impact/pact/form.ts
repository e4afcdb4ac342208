import type { Json } from "../../model/json.ts";
import type { Contract } from "../../model/contract.ts";
import type { ShapeRef } from "../../model/shape.ts";
import { memberValue } from "../../evidence/resolve/parameter-values.ts";
import { partsOfValue } from "../../evidence/resolve/shape-parts.ts";

/** The value of a form that is sent as text; undefined for other media types. */
export function formValue(
  contract: Contract,
  shape: ShapeRef,
  body: { readonly text: string },
  mediaType: string | undefined,
): Json | undefined {
  if (mediaType === undefined || !/^application\/x-www-form-urlencoded/i.test(mediaType)) {
    return undefined;
  }
  const parts = partsOfValue(contract, [shape], undefined);
  const texts = new Map<string, string[]>();
  for (const [name, text] of new URLSearchParams(body.text)) {
    texts.set(name, [...(texts.get(name) ?? []), text]);
  }
  const members = [...texts].map(([name, given]): readonly [string, Json] => [
    name,
    memberValue(contract, parts, name, given),
  ]);
  return Object.fromEntries(members);
}
