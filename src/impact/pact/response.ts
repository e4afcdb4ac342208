import * as coordinate from "../../model/coordinate.ts";
import type { Json } from "../../model/json.ts";
import type { Contract } from "../../model/contract.ts";
import type { Message, Operation } from "../../model/operation.ts";
import type { ShapeRef } from "../../model/shape.ts";
import { hasDataKeys, matchersAt, valuesOf } from "../../evidence/pact/matching-rules.ts";
import type { BodyRule } from "../../evidence/pact/matching-rules.ts";
import type { PactResponse } from "../../evidence/pact/pact-file.ts";
import { responseFor } from "../../evidence/resolve/http-exchange.ts";
import { contentFor } from "../../evidence/resolve/media-types.ts";
import { parameterValue } from "../../evidence/resolve/parameter-values.ts";
import { needsOf } from "./needs.ts";
import type { PactFinding } from "./finding.ts";
import type { Judging } from "./judging.ts";
import { STANDARD_HEADERS } from "./request.ts";
import { violationsOf } from "./violations.ts";

/** What one side has to say about the response that a consumer needs. */
export function responseFindings(
  contract: Contract,
  operation: Operation,
  response: PactResponse,
): readonly PactFinding[] {
  const status = response.statusClass ?? String(response.status);
  const message = responseFor(operation, status);
  if (message === undefined) {
    const use = coordinate.place(operation.coordinate, "res", status);
    const where = "response.status";
    return [{ level: "fails", rule: "status", where, use, message: `${status} is never answered` }];
  }
  const at = coordinate.place(operation.coordinate, "res", message.selector);
  return [
    ...headerFindings(contract, message, at, response),
    ...bodyFindings(contract, message, at, response),
  ];
}

function headerFindings(
  contract: Contract,
  message: Message,
  at: string,
  response: PactResponse,
): readonly PactFinding[] {
  const found: PactFinding[] = [];
  for (const [name, texts] of response.headers) {
    const where = `response.header.${coordinate.quoteName(name)}`;
    const use = coordinate.responseHeader(at, name);
    const header = message.parameters.find((one) => one.name.toLowerCase() === name);
    if (header === undefined) {
      if (STANDARD_HEADERS.has(name)) continue;
      found.push({
        level: "fails",
        rule: "undeclared",
        where,
        use,
        message: `${where} is not promised`,
      });
      continue;
    }
    if (!header.required) {
      found.push({
        level: "weak",
        rule: "optional",
        where,
        use,
        message: `${where} may be absent`,
      });
    }
    const isExact = (response.rules.header.get(name) ?? []).length === 0;
    const judging = judgingOf(contract, () => isExact);
    const value = parameterValue(contract, header, texts);
    const faults = violationsOf(judging, header.shape, value, { use, where, path: [] });
    found.push(...faults.map((one) => ({ level: "fails" as const, ...one })));
  }
  return found;
}

function judgingOf(contract: Contract, isExact: Judging["isExact"]): Judging {
  return { contract, direction: "output", whole: false, isExact };
}

function bodyFindings(
  contract: Contract,
  message: Message,
  at: string,
  response: PactResponse,
): readonly PactFinding[] {
  const { body } = response;
  const where = "response.body";
  if (body.kind === "absent" || body.kind === "empty") return [];
  const finding = (level: PactFinding["level"], rule: string, text: string): PactFinding => ({
    level,
    rule,
    where,
    use: at,
    message: `${where} ${text}`,
  });
  const contents = message.body?.contents ?? [];
  const mediaType = body.mediaType ?? response.headers.get("content-type")?.[0];
  const content = contentFor(contents, mediaType);
  if (content === undefined) {
    const listed = contents.map((one) => one.mediaType).join(" or ");
    const text = contents.length === 0 ? "is not promised" : `comes in ${listed} only`;
    return [finding("fails", "media-type", text)];
  }
  const shape = content.shape ?? content.itemShape;
  if (body.kind === "other") {
    return [finding("unchecked", "media-type", "is in a media type that is not looked into")];
  }
  if (shape === undefined) return [finding("fails", "undeclared", "is not described")];
  const use = coordinate.inMediaType(at, content.mediaType);
  return jsonFindings(contract, shape, { value: body.value, rules: response.rules.body, use });
}

interface NeededBody {
  readonly value: Json;
  readonly rules: readonly BodyRule[];
  readonly use: string;
}

function jsonFindings(
  contract: Contract,
  shape: ShapeRef,
  { value, rules, use }: NeededBody,
): readonly PactFinding[] {
  const place = { use, where: "response.body", path: [] };
  // Under a matcher the example stands for its type; without one it is what the consumer relies on.
  const isExact: Judging["isExact"] = (path) => matchersAt(rules, path).length === 0;
  const judging = judgingOf(contract, isExact);
  const faults = violationsOf(judging, shape, value, place);
  return [
    ...faults.map((one) => ({ level: "fails" as const, ...one })),
    ...needsOf(judging, shape, value, {
      place,
      hasDataKeys: (path) => hasDataKeys(rules, path),
      values: (path, example) => {
        const matchers = matchersAt(rules, path);
        return matchers.length === 0 ? undefined : valuesOf(matchers, example);
      },
    }),
  ];
}
