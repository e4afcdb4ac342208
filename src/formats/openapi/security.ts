import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { SecurityAlternative, SecurityRequirement } from "../../model/operation.ts";
import { stringIn, valueIn } from "./node.ts";
import type { Node } from "./node.ts";
import type { Reading } from "./reading.ts";

/** The requirements that a list of alternatives stands for (OAS 3.x, 4.8.30). */
export function readSecurity(
  reading: Reading,
  security: Node | undefined,
): readonly SecurityAlternative[] {
  return reading.resolver.items(security).flatMap((alternative) => {
    if (!isJsonObject(alternative.value)) return [];
    const requirements = Object.entries(alternative.value).map(([scheme, scopes]) =>
      requirementOf(reading, alternative, { scheme, scopes }),
    );
    return [{ requirements }];
  });
}

interface WrittenRequirement {
  readonly scheme: string;
  readonly scopes: Json;
}

function requirementOf(
  reading: Reading,
  alternative: Node,
  { scheme, scopes }: WrittenRequirement,
): SecurityRequirement {
  const declared = reading.declared.section("securitySchemes").get(scheme);
  if (declared === undefined) {
    const message = `The security scheme ${JSON.stringify(scheme)} is required but not declared.`;
    reading.report("undeclared-security-scheme", message, alternative);
  }
  const texts = Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === "string") : [];
  return {
    scheme,
    credential:
      declared === undefined
        ? `undeclared ${scheme}`
        : credentialOf(reading.resolver.follow(declared).value),
    scopes: [...new Set(texts)].sort(),
  };
}

/**
 * What travels with a request: `apiKey header x-key`, `http bearer`. Where a token is fetched
 * (`openIdConnectUrl`, the URLs of flows) is a fact of the scheme: no message of the API shows it.
 */
function credentialOf(scheme: Json): string {
  const type = stringIn(scheme, "type") ?? "unknown";
  if (type === "basic") return "http basic";
  if (type === "http") return `http ${(stringIn(scheme, "scheme") ?? "").toLowerCase()}`;
  if (type !== "apiKey") return type;
  const where = stringIn(scheme, "in") ?? "";
  const name = stringIn(scheme, "name") ?? "";
  return `apiKey ${where} ${where === "header" ? name.toLowerCase() : name}`;
}

/** The facts of a scheme that are compared one by one; those of 2.0 in the words of 3.x. */
export function schemeAttributes(scheme: Json): Readonly<Record<string, Json>> {
  const type = stringIn(scheme, "type");
  const attributes: Record<string, Json> = {};
  if (type !== undefined) attributes["type"] = type === "basic" ? "http" : type;
  if (type === "basic") attributes["scheme"] = "basic";
  for (const key of ["in", "scheme", "bearerFormat", "openIdConnectUrl", "oauth2MetadataUrl"]) {
    const value = stringIn(scheme, key);
    if (value !== undefined) attributes[key] = key === "scheme" ? value.toLowerCase() : value;
  }
  const name = stringIn(scheme, "name");
  if (name !== undefined) {
    attributes["name"] = attributes["in"] === "header" ? name.toLowerCase() : name;
  }
  return { ...attributes, ...flowAttributes(flowsOf(scheme)) };
}

/** Each URL and the scopes of each flow under their own name, so that each is a fact of its own. */
function flowAttributes(flows: Json | undefined): Readonly<Record<string, Json>> {
  if (!isJsonObject(flows)) return {};
  const entries = Object.entries(flows).flatMap(([flow, facts]) =>
    isJsonObject(facts)
      ? Object.entries(facts).map(([name, value]) => [`${flow}.${name}`, value] as const)
      : [],
  );
  return Object.fromEntries(entries);
}

const FLOWS_2_0: Readonly<Partial<Record<string, string>>> = {
  application: "clientCredentials",
  accessCode: "authorizationCode",
};

/** The URLs and scopes of each OAuth flow, scopes without their descriptions. */
function flowsOf(scheme: Json): Json | undefined {
  const flow2 = stringIn(scheme, "flow");
  if (flow2 !== undefined) return { [FLOWS_2_0[flow2] ?? flow2]: flowOf(scheme) };
  const flows = valueIn(scheme, "flows");
  if (!isJsonObject(flows)) return undefined;
  const kept = Object.entries(flows).filter(([name]) => !name.startsWith("x-"));
  return Object.fromEntries(kept.map(([name, flow]) => [name, flowOf(flow)]));
}

function flowOf(flow: Json): Json {
  const urls = ["authorizationUrl", "deviceAuthorizationUrl", "tokenUrl", "refreshUrl"].flatMap(
    (key) => {
      const url = stringIn(flow, key);
      return url === undefined ? [] : [[key, url] as const];
    },
  );
  const scopes = valueIn(flow, "scopes");
  const names = isJsonObject(scopes)
    ? Object.keys(scopes).filter((name) => !name.startsWith("x-"))
    : [];
  return { ...Object.fromEntries(urls), scopes: names.sort() };
}
