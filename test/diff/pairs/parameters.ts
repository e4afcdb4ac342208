import { object, TEXT, WHOLE } from "../openapi-texts.ts";
import {
  FLAG,
  JSON_MEDIA,
  NUMBER,
  operation,
  query,
  taking,
  TEXTS,
  under,
  type DocumentPair,
} from "./shop.ts";

const LISTED = { type: "string", enum: ["open", "paid"] };
const ONE_TEXT = { ...TEXTS, maxItems: 1 };
const ORDER = object({ sku: TEXT });
const ID = "/orders/{id}";

/** Parameters: what is sent as text, in every place and style. */
export const PARAMETERS: readonly DocumentPair[] = [
  [
    "one value became a list written value by value",
    taking(query(TEXT)),
    taking(query(TEXTS)),
    ["compatible type-widened"],
  ],
  [
    "such a list of at least two",
    taking(query(TEXT)),
    taking(query({ ...TEXTS, minItems: 2 })),
    ["breaking constraint-tightened", "compatible type-widened"],
  ],
  [
    "a list became one value",
    taking(query(TEXTS)),
    taking(query(TEXT)),
    ["breaking type-narrowed"],
  ],
  [
    "a list of at most one became one value",
    taking(query(ONE_TEXT)),
    taking(query(TEXT)),
    ["compatible type-changed"],
  ],
  [
    "a list became one of some values",
    taking(query({ type: "array", items: LISTED })),
    taking(query({ ...LISTED, enum: ["open"] })),
    ["breaking enum-value-removed", "breaking type-narrowed"],
  ],
  [
    "a whole number became a list with commas",
    taking(query(WHOLE)),
    taking(query({ type: "array", items: WHOLE }, { explode: false })),
    ["compatible type-widened"],
  ],
  [
    "a text became a list in a header",
    taking(query(TEXT, { in: "header" })),
    taking(query(TEXTS, { in: "header" })),
    ["breaking type-changed"],
  ],
  [
    "a list with commas became one value",
    taking(query(TEXTS, { explode: false })),
    taking(query(TEXT)),
    ["breaking type-changed"],
  ],
  [
    "one value became a list with commas",
    taking(query(TEXT)),
    taking(query(TEXTS, { explode: false })),
    ["breaking type-changed"],
  ],
  [
    "a flag became a text of the same words",
    taking(query(FLAG)),
    taking(query({ enum: ["true", "false"] })),
    ["compatible type-widened"],
  ],
  [
    "a whole number became a text",
    taking(query(WHOLE)),
    taking(query(TEXT)),
    ["compatible type-widened"],
  ],
  [
    "a text became a whole number",
    taking(query(TEXT)),
    taking(query(WHOLE)),
    ["breaking type-narrowed"],
  ],
  [
    "a whole number may have a fraction",
    taking(query(WHOLE)),
    taking(query(NUMBER)),
    ["compatible type-widened"],
  ],
  [
    "a list of numbers became one of texts",
    taking(query({ type: "array", items: WHOLE })),
    taking(query(TEXTS)),
    ["compatible type-widened"],
  ],
  [
    "a header is spelt in another case",
    taking({ name: "X-Id", in: "header", schema: TEXT }),
    taking({ name: "x-id", in: "header", schema: TEXT }),
    [],
  ],
  [
    "a header that the specification ignores is demanded",
    taking(),
    taking({ name: "Authorization", in: "header", required: true, schema: TEXT }),
    [],
  ],
  [
    "a cookie is demanded",
    taking(),
    taking({ name: "cart", in: "cookie", required: true, schema: TEXT }),
    ["breaking parameter-added"],
  ],
  [
    "a parameter with a default is demanded",
    taking(query({ ...TEXT, default: "a" })),
    taking(query({ ...TEXT, default: "a" }, { required: true })),
    ["breaking parameter-became-required"],
  ],
  [
    "a parameter moved up to its path",
    taking(query(TEXT)),
    operation({}, {}, { item: { parameters: [query(TEXT)] } }),
    [],
  ],
  [
    "an operation no longer overrides its path",
    operation({ parameters: [query(TEXT)] }, {}, { item: { parameters: [query(WHOLE)] } }),
    operation({}, {}, { item: { parameters: [query(WHOLE)] } }),
    ["breaking type-narrowed"],
  ],
  [
    "an object is written in brackets",
    taking(query(ORDER)),
    taking(query(ORDER, { style: "deepObject" })),
    ["breaking parameter-serialization-changed"],
  ],
  [
    "an object has one more member that has to be there",
    taking(query(ORDER)),
    taking(query(object({ sku: TEXT, size: TEXT }, ["size"]))),
    ["breaking field-added"],
  ],
  [
    "null can no longer be sent, whatever its text was",
    taking(query({ type: ["string", "null"] })),
    taking(query(TEXT)),
    ["dangerous null-forbidden"],
  ],
  [
    "a flag needs a value",
    taking(query(FLAG, { allowEmptyValue: true })),
    taking(query(FLAG)),
    ["breaking parameter-serialization-changed"],
  ],
  [
    "a text in a path has at least one character, as it had",
    under(ID, TEXT),
    under(ID, { ...TEXT, minLength: 1 }),
    [],
  ],
  [
    "a text in a path has at least two characters",
    under(ID, TEXT),
    under(ID, { ...TEXT, minLength: 2 }),
    ["breaking constraint-tightened"],
  ],
  [
    "a text in a query has at least one character",
    taking(query(TEXT)),
    taking(query({ ...TEXT, minLength: 1 })),
    ["breaking constraint-tightened"],
  ],
  ["a parameter of the path has another name", under(ID, TEXT), under("/orders/{order}", TEXT), []],
  [
    "a parameter of the path has another name and type",
    under(ID, TEXT),
    under("/orders/{order}", WHOLE),
    ["breaking type-narrowed"],
  ],
  [
    "a value of a parameter of the path goes",
    under(ID, LISTED),
    under(ID, { enum: ["open"] }),
    ["breaking enum-value-removed"],
  ],
  [
    "a text is a document now",
    taking(query(TEXT)),
    taking({ name: "q", in: "query", content: { [JSON_MEDIA]: { schema: TEXT } } }),
    ["breaking parameter-serialization-changed"],
  ],
  [
    "a text is a plain text now",
    taking(query(TEXT)),
    taking({ name: "q", in: "query", content: { "text/plain": { schema: TEXT } } }),
    [],
  ],
  [
    "a list is a plain text now",
    taking(query(TEXTS)),
    taking({ name: "q", in: "query", content: { "text/plain": { schema: TEXTS } } }),
    ["breaking parameter-serialization-changed"],
  ],
  [
    "reserved characters are no longer sent as they are",
    taking(query(TEXT, { allowReserved: true })),
    taking(query(TEXT)),
    ["breaking parameter-serialization-changed"],
  ],
  [
    "no listed value has a reserved character",
    taking(query(LISTED, { allowReserved: true })),
    taking(query(LISTED)),
    [],
  ],
  [
    "a list of one is written with commas",
    taking(query(ONE_TEXT)),
    taking(query(ONE_TEXT, { explode: false })),
    ["dangerous inert-keyword-changed"],
  ],
  [
    "a list is written with commas",
    taking(query(TEXTS)),
    taking(query(TEXTS, { explode: false })),
    ["breaking parameter-serialization-changed"],
  ],
  [
    "one value is exploded or not",
    taking(query(TEXT)),
    taking(query(TEXT, { explode: false })),
    [],
  ],
  [
    "parameters stand in another order",
    taking(query(TEXT), query(TEXT, { name: "page" })),
    taking(query(TEXT, { name: "page" }), query(TEXT)),
    [],
  ],
  [
    "one name in two places",
    taking(query(TEXT), query(TEXT, { in: "header" })),
    taking(query(TEXT, { in: "header" }), query(TEXT)),
    [],
  ],
  [
    "a default goes",
    taking(query({ ...TEXT, default: "a" })),
    taking(query(TEXT)),
    ["dangerous default-changed"],
  ],
];
