import { DriftError } from "../../errors.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { jsonFile } from "../json-file.ts";
import { decodePercent } from "../resolve/route-syntax.ts";
import { readBody } from "./body.ts";
import { descriptorsIn, readRpc } from "./read-rpc.ts";
import { plainValue } from "./ruby-terms.ts";
import { readRules } from "./matching-rules.ts";
import type { MatchingRules } from "./matching-rules.ts";
import type {
  HttpInteraction,
  OtherInteraction,
  PactFile,
  PactRequest,
  PactResponse,
  RpcInteraction,
} from "./pact-file.ts";

/**
 * Reads a pact of any version. The version is taken from the shape of each part, because files say
 * it in three places or not at all. Throws `DriftError` (`bad-evidence`, `syntax`).
 */
export function readPact(path: string, text: string): PactFile {
  const value = parse(path, text);
  const consumer = nameOf(value["consumer"]);
  const provider = nameOf(value["provider"]);
  if (consumer === undefined || provider === undefined) {
    throw new DriftError({
      code: "bad-evidence",
      message: "A pact names its consumer and its provider; this file does not.",
      place: { file: path },
    });
  }
  const version = versionOf(value["metadata"]);
  const read = listOf(value["interactions"]).map((one, index) => readInteraction(one, index));
  const messages = listOf(value["messages"]).map((one, index): OtherInteraction => ({
    index,
    name: interactionName(one, index),
    reason: "it is a message, which has no request",
  }));
  return {
    consumer,
    provider,
    ...(version === undefined ? {} : { version }),
    http: read.flatMap((one) => ("request" in one ? [one] : [])),
    rpc: read.flatMap((one) => ("method" in one ? [one] : [])),
    descriptors: descriptorsIn(value["metadata"]),
    others: [...read.flatMap((one) => ("reason" in one ? [one] : [])), ...messages],
  };
}

function parse(path: string, text: string): JsonObject {
  const value = jsonFile({ file: path }, text, "The pact");
  if (isJsonObject(value)) return value;
  throw new DriftError({
    code: "bad-evidence",
    message: "A pact is a JSON object; this file is not.",
    place: { file: path },
  });
}

function readInteraction(
  one: Json,
  index: number,
): HttpInteraction | RpcInteraction | OtherInteraction {
  const name = interactionName(one, index);
  if (!isJsonObject(one)) return { index, name, reason: "it is no object" };
  const { type } = one;
  if (type === "Synchronous/Messages") return readRpc(one, { index, name });
  if (type !== undefined && type !== "Synchronous/HTTP") {
    const isMessage = type === "Asynchronous/Messages";
    const reason = isMessage ? "it is a message, which has no request" : "its type is unknown";
    return { index, name, reason };
  }
  const request = readRequest(one["request"]);
  const response = readResponse(one["response"]);
  if (request === undefined) return { index, name, reason: "it has no request" };
  return { index, name, request, response };
}

function readRequest(value: Json | undefined): PactRequest | undefined {
  if (!isJsonObject(value)) return undefined;
  const { method } = value;
  const path = plainValue(value["path"] ?? null).value;
  if (typeof path !== "string") return undefined;
  const headers = readHeaders(value["headers"]);
  const { body, rules } = readBody(value, headers);
  const [plain = "", inPath] = path.split("?", 2);
  return {
    method: (typeof method === "string" ? method : "GET").toUpperCase(),
    path: plain,
    query: readQuery(value["query"] ?? inPath),
    headers,
    body,
    rules: joined(readRules(value["matchingRules"]), rules),
  };
}

/** A response that says no status is taken for a success, as the mock servers do. */
function readResponse(value: Json | undefined): PactResponse {
  const message = isJsonObject(value) ? value : {};
  const headers = readHeaders(message["headers"]);
  const { body, rules } = readBody(message, headers);
  const read = joined(readRules(message["matchingRules"]), rules);
  const { status } = message;
  const statusClass = statusClassOf(read);
  return {
    status: typeof status === "number" ? status : 200,
    ...(statusClass === undefined ? {} : { statusClass }),
    headers,
    body,
    rules: read,
  };
}

const STATUS_CLASSES: Readonly<Record<string, string>> = {
  info: "1XX",
  success: "2XX",
  redirect: "3XX",
  clientError: "4XX",
  serverError: "5XX",
};

function statusClassOf(rules: MatchingRules): string | undefined {
  const named = rules.status.find((one) => one["match"] === "statusCode")?.["status"];
  if (typeof named !== "string" || !Object.hasOwn(STATUS_CLASSES, named)) return undefined;
  return STATUS_CLASSES[named];
}

function joined(rules: MatchingRules, own: MatchingRules["body"]): MatchingRules {
  return own.length === 0 ? rules : { ...rules, body: [...rules.body, ...own] };
}

/** Version 2: one encoded text. Versions 3 and 4: names to values. */
function readQuery(query: Json | undefined): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  const put = (name: string, value: string): void => {
    values.set(name, [...(values.get(name) ?? []), value]);
  };
  if (typeof query === "string") {
    for (const [name, value] of new URLSearchParams(query)) put(name, value);
  } else if (isJsonObject(query)) {
    for (const [name, value] of Object.entries(query)) {
      for (const text of textsOf(plainValue(value).value)) put(decodePercent(name), text);
    }
  }
  return values;
}

function readHeaders(headers: Json | undefined): ReadonlyMap<string, readonly string[]> {
  if (!isJsonObject(headers)) return new Map();
  return new Map(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      textsOf(plainValue(value).value),
    ]),
  );
}

function textsOf(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one: Json) => textsOf(one));
  if (typeof value === "object") return [""];
  return [String(value)];
}

function interactionName(one: Json, index: number): string {
  if (!isJsonObject(one)) return `interaction ${index + 1}`;
  const { description } = one;
  const base = typeof description === "string" ? description : `interaction ${index + 1}`;
  const states = listOf(one["providerStates"]).map((state) =>
    isJsonObject(state) ? state["name"] : state,
  );
  const given = [one["providerState"] ?? one["provider_state"], ...states].flatMap((state) =>
    typeof state === "string" && state !== "" ? [state] : [],
  );
  return given.length === 0 ? base : `${base} (given ${given.join(" and ")})`;
}

function nameOf(pacticipant: Json | undefined): string | undefined {
  const name = isJsonObject(pacticipant) ? pacticipant["name"] : undefined;
  return typeof name === "string" && name !== "" ? name : undefined;
}

/** `metadata.pactSpecification.version`, `pact-specification`, `pactSpecificationVersion`. */
function versionOf(metadata: Json | undefined): string | undefined {
  if (!isJsonObject(metadata)) return undefined;
  for (const key of ["pactSpecification", "pact-specification"]) {
    const specification = metadata[key];
    const version = isJsonObject(specification) ? specification["version"] : undefined;
    if (typeof version === "string") return version;
  }
  const plain = metadata["pactSpecificationVersion"];
  return typeof plain === "string" ? plain : undefined;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
