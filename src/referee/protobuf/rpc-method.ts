import type protobuf from "protobufjs";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { attempting } from "../answer.ts";
import { asJson, member } from "../json-value.ts";
import type { Side } from "./side.ts";

/** An RPC as a side declares it. */
export interface RpcMethod {
  /** Full names of the messages; as written where nobody declares them. */
  readonly request: string;
  readonly response: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
  /** The HTTP routes of its `google.api.http` rule, additional bindings last. */
  readonly routes: readonly HttpRoute[];
}

/** One route of an HTTP rule (google/api/http.proto). */
export interface HttpRoute {
  /** `GET`. */
  readonly verb: string;
  /** The template as written: `/v1/{name=orders/*}:ship`. */
  readonly path: string;
  readonly body?: string;
  readonly responseBody?: string;
}

/** Whether a side has an RPC, and what it is. */
export type MethodAnswer =
  | { readonly ok: true; readonly method: RpcMethod | undefined }
  | { readonly ok: undefined; readonly undecided: string };

/** Looks for an RPC by the full name of its service and its own. */
export function findMethod(side: Side, service: string, name: string): MethodAnswer {
  return attempting<MethodAnswer>(
    () => {
      const found = side.service(service)?.methods;
      const method = found !== undefined && Object.hasOwn(found, name) ? found[name] : undefined;
      return { ok: true, method: method && describe(side, service, method) };
    },
    (why) => ({ ok: undefined, undecided: why }),
  );
}

function describe(side: Side, service: string, method: protobuf.Method): RpcMethod {
  const { requestType, responseType, requestStream, responseStream } = method;
  const options: unknown = method.parsedOptions;
  return {
    request: side.messageOf(service, requestType) ?? requestType,
    response: side.messageOf(service, responseType) ?? responseType,
    requestStream: requestStream === true,
    responseStream: responseStream === true,
    routes: rulesIn(options).flatMap(routesOf),
  };
}

/** Options as protobufjs parses them: a list of objects with one name each. */
function rulesIn(options: unknown): readonly JsonObject[] {
  if (!Array.isArray(options)) return [];
  return options.flatMap((option: unknown) => {
    const json = asJson(option);
    const rule = member(json, "(google.api.http)");
    return isJsonObject(rule) ? [rule] : [];
  });
}

function routesOf(rule: JsonObject): readonly HttpRoute[] {
  const additional = member(rule, "additional_bindings");
  const further: readonly Json[] = Array.isArray(additional) ? additional : [additional ?? null];
  return [rule, ...further].flatMap((each) => (isJsonObject(each) ? routeOf(each) : []));
}

const VERBS = ["get", "put", "post", "delete", "patch"];

function routeOf(rule: JsonObject): readonly HttpRoute[] {
  const custom = member(rule, "custom");
  const verb = VERBS.find((name) => typeof member(rule, name) === "string");
  const kind = verb?.toUpperCase() ?? member(custom, "kind");
  const path = member(rule, verb ?? "") ?? member(custom, "path");
  if (typeof kind !== "string" || typeof path !== "string") return [];
  const body = member(rule, "body");
  const responseBody = member(rule, "response_body");
  return [
    {
      verb: kind,
      path,
      ...(typeof body === "string" && body !== "" ? { body } : {}),
      ...(typeof responseBody === "string" && responseBody !== "" ? { responseBody } : {}),
    },
  ];
}
