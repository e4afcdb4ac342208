import { isJsonObject, type Json } from "../../model/json.ts";
import type { Documents } from "../documents.ts";
import { member } from "../json-value.ts";
import type { PayloadReferee } from "../json-schema/payload-referee.ts";
import { checkBody, type BodyCheck } from "./body.ts";
import { decodePairs, splitPairs } from "./decode.ts";
import { Refusal, type HttpBody } from "./message.ts";
import type { ParameterRule } from "./parameters.ts";
import type { Found, Route } from "./routes.ts";
import { errorsOf, readValue } from "./values.ts";

/** The media types that 2.0's `consumes` or `produces` name for an operation; none: any. */
export function listedTypes(
  documents: Documents,
  route: Route,
  keyword: "consumes" | "produces",
): readonly string[] {
  const own = member(route.operation.node, keyword);
  const listed = own ?? member(documents.root(documents.entry), keyword);
  const types = Array.isArray(listed) ? listed.filter((type) => typeof type === "string") : [];
  return types.length > 0 ? types : ["*/*"];
}

/** The same description under each of some media types, in the form of version 3. */
export function underEach(types: readonly string[], found: Found): ReadonlyMap<string, Found> {
  return new Map(types.map((type) => [type, found]));
}

/** Reads a body as 2.0 describes it, by a `body` parameter or by `formData` parameters. */
export function readVersion2Body(
  payloads: PayloadReferee,
  route: Route,
  body: HttpBody | undefined,
  how: Omit<BodyCheck, "body"> & { readonly rules: readonly ParameterRule[] },
): Json | undefined {
  const rule = how.rules.find((candidate) => candidate.in === "body");
  const fields = how.rules.filter((candidate) => candidate.in === "formData");
  if (rule !== undefined) {
    const node = payloads.documents.node(rule.place);
    if (body === undefined) {
      if (rule.required) throw new Refusal("body-missing", "the body is missing");
    } else if (isJsonObject(node)) {
      const types = listedTypes(payloads.documents, route, "consumes");
      checkBody(payloads, underEach(types, { node, place: rule.place }), { ...how, body });
    }
    return undefined;
  }
  return fields.length === 0 ? undefined : readFields(payloads, fields, body, how);
}

function readFields(
  payloads: PayloadReferee,
  fields: readonly ParameterRule[],
  body: HttpBody | undefined,
  how: Omit<BodyCheck, "body">,
): Json {
  const read = new Map<string, Json>();
  const pairs = body !== undefined && "text" in body ? splitPairs(body.text) : [];
  const value = body !== undefined && "json" in body ? body.json : undefined;
  for (const rule of fields) {
    const label = `the form field ${rule.name}`;
    const given =
      value === undefined
        ? readValue(payloads, rule, {
            label,
            fault: how.fault,
            terms: how.terms,
            decode: (kind, members) => decodePairs(rule, kind, pairs, members),
          })
        : fieldOf(payloads, rule, value, how);
    if (given === undefined && rule.required) {
      throw new Refusal("parameter-missing", `${label} is missing`);
    }
    if (given !== undefined) read.set(rule.name, given);
  }
  return Object.fromEntries(read);
}

/** A field of a form that is given as a value: multipart forms have no text worth reading. */
function fieldOf(
  payloads: PayloadReferee,
  rule: ParameterRule,
  form: Json,
  how: Omit<BodyCheck, "body">,
): Json | undefined {
  const value = member(form, rule.name);
  if (value === undefined || rule.schema === undefined) return value;
  const answer = payloads.accepts(rule.schema, value, how.terms);
  const errors = errorsOf(answer, `the form field ${rule.name}`);
  if (errors.length > 0) throw new Refusal(how.fault, ...errors);
  return value;
}
