import type { Operation, SecurityRequirement } from "../../model/operation.ts";
import type { PactRequest } from "../../evidence/pact/pact-file.ts";
import type { PactFinding } from "./finding.ts";

/** Whether a request shows what one of the alternatives demands; scopes cannot be seen in it. */
export function securityFindings(
  operation: Operation,
  request: PactRequest,
): readonly PactFinding[] {
  const alternatives = operation.security ?? [];
  const isMet = alternatives.some((alternative) =>
    alternative.requirements.every((requirement) => shows(request, requirement)),
  );
  if (alternatives.length === 0 || isMet) return [];
  const demanded = alternatives
    .map((one) => one.requirements.map(({ credential }) => credential).join(" and "))
    .join(" or ");
  return [
    {
      level: "fails",
      rule: "security",
      where: "request.security",
      use: operation.coordinate,
      message: `the request must show ${demanded}`,
    },
  ];
}

function shows({ headers, query }: PactRequest, { credential }: SecurityRequirement): boolean {
  const [kind = "", where = "", name = ""] = credential.split(" ");
  // A scheme that the contract does not declare demands nothing that could be seen.
  if (kind === "undeclared") return true;
  if (kind !== "apiKey") return headers.has("authorization");
  if (where === "header") return headers.has(name.toLowerCase());
  if (where === "query") return query.has(name);
  return (headers.get("cookie") ?? []).some((cookie) => cookie.includes(`${name}=`));
}
