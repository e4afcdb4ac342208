import { isJsonObject, type Json, type JsonObject } from "../../../model/json.ts";
import type { Binding } from "../../../model/operation.ts";
import type { Origin } from "../../../model/position.ts";

/** `{name}` or `{name=template}`. */
const VARIABLE = /\{([^{}=]*)(?:=([^{}]*))?\}/g;

const METHODS = ["get", "put", "post", "delete", "patch"] as const;

/**
 * The HTTP routes of a `google.api.http` rule and its additional bindings
 * (https://github.com/googleapis/googleapis/blob/master/google/api/http.proto).
 */
export function bindingsOf(rule: Json | undefined, origin: Origin): readonly Binding[] {
  const rules = listOf(rule).filter((item) => isJsonObject(item));
  return rules.flatMap((item) => [
    ...bindingOf(item, origin),
    ...listOf(own(item, "additional_bindings"))
      .filter((additional) => isJsonObject(additional))
      .flatMap((additional) => bindingOf(additional, origin)),
  ]);
}

function bindingOf(rule: JsonObject, origin: Origin): readonly Binding[] {
  const route = routeOf(rule);
  if (route === undefined) return [];
  const match = `${route.method} ${eraseVariables(route.path)}`;
  const body = own(rule, "body");
  const responseBody = own(rule, "response_body");
  const variables = [...route.path.matchAll(VARIABLE)].map(([, name = ""]) => name);
  const binding: Binding = {
    kind: "operation",
    coordinate: match,
    origin,
    match,
    ...(typeof body === "string" && body !== "" ? { body } : {}),
    ...(typeof responseBody === "string" && responseBody !== "" ? { responseBody } : {}),
    ...(variables.length === 0 ? {} : { variables }),
  };
  return [binding];
}

function routeOf(rule: JsonObject): { readonly method: string; readonly path: string } | undefined {
  for (const method of METHODS) {
    const path = own(rule, method);
    if (typeof path === "string") return { method: method.toUpperCase(), path };
  }
  const custom = own(rule, "custom");
  if (!isJsonObject(custom)) return undefined;
  const kind = own(custom, "kind");
  const path = own(custom, "path");
  return typeof kind === "string" && typeof path === "string" ? { method: kind, path } : undefined;
}

/**
 * `/v1/{order.name=shops/*}:ship` becomes `/v1/shops/{}:ship`: the name of a variable is no part
 * of the route, the segments it must match are. `**` stands for any number of segments.
 */
export function eraseVariables(path: string): string {
  const plain = path.replaceAll(VARIABLE, (_, _name, template?: string) => template ?? "*");
  return plain.replaceAll("**", "\0").replaceAll("*", "{}").replaceAll("\0", "{**}");
}

function listOf(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : [value].flat();
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
