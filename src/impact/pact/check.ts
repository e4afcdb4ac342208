import type { Contract } from "../../model/contract.ts";
import type { Operation } from "../../model/operation.ts";
import type { HttpInteraction } from "../../evidence/pact/pact-file.ts";
import { httpRoutes, matchRequest } from "../../evidence/resolve/http-routes.ts";
import type { PactFinding } from "./finding.ts";
import { requestFindings } from "./request.ts";
import { responseFindings } from "./response.ts";

/** An interaction against one side of a contract. */
export interface CheckedInteraction {
  /** Absent: the request leads nowhere. */
  readonly operation?: Operation;
  readonly findings: readonly PactFinding[];
}

/** What a provider answers to requests that it does not take. */
const REFUSALS: ReadonlySet<string> = new Set([
  "400",
  "401",
  "403",
  "405",
  "406",
  "415",
  "422",
  "4XX",
]);

/** Whether a side takes the request of an interaction and can give the response that is needed. */
export function checkInteraction(
  contract: Contract,
  interaction: HttpInteraction,
): CheckedInteraction {
  const { request, response } = interaction;
  const hit = matchRequest(httpRoutes(contract), request.method, request.path);
  if (typeof hit === "string") {
    const what = hit === "unknown-path" ? "there is no such path" : "the path has no such method";
    const use = `${request.method} ${request.path}`;
    const where = "request.path";
    return { findings: [{ level: "fails", rule: "route", where, use, message: what }] };
  }
  const { operation, values } = hit;
  // Of a request that is to be refused only the refusal counts: a body that breaks the contract is
  // how a consumer tests it.
  const isRefusal = REFUSALS.has(response.statusClass ?? String(response.status));
  const sent = requestFindings(contract, operation, interaction, values);
  return {
    operation,
    findings: [...(isRefusal ? [] : sent), ...responseFindings(contract, operation, response)],
  };
}
