import { createHash } from "node:crypto";
import type { Change } from "../diff/change.ts";
import { canonicalJson } from "../model/json.ts";
import { firstRuleId } from "../rules/index.ts";

/**
 * The identity of a change: 16 hex digits over the contract's name, the rule's first id, the
 * element, what of it the change is about, and the values before and after. It survives rewording, renumbered lines, reordering
 * and renamed rules, so waivers and fingerprints may hold it.
 */
export function changeKey(
  contract: string,
  change: Pick<Change, "rule" | "element" | "details" | "before" | "after">,
): string {
  const identity = [
    contract,
    firstRuleId(change.rule),
    change.element,
    change.details.name ?? "",
    change.details.keyword ?? "",
    canonicalJson(change.before?.value),
    canonicalJson(change.after?.value),
  ];
  return createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 16);
}

/** The identity of a notice of the policy, in the form of a change's key, so that it can be waived. */
export function noticeKey(code: string, message: string): string {
  const identity = JSON.stringify(["policy", code, message]);
  return createHash("sha256").update(identity).digest("hex").slice(0, 16);
}
