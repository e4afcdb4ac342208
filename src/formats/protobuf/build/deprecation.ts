import type { Deprecation, Stability } from "../../../model/lifecycle.ts";
import { readLifecycle } from "../../lifecycle-text.ts";
import { commentText, mentionsDeprecation } from "../syntax/comments.ts";
import type { Comment, OptionNode } from "../syntax/syntax-tree.ts";
import { isDeprecated } from "./option-facts.ts";

/** A paragraph of a comment that speaks of the deprecation, as AIP-192 asks for. */
const ANNOUNCED = /^[ \t]*@?deprecated:[\s\S]*?(?=\n[ \t]*\n|$(?![\s\S]))/im;
/** Where the option says so anyway, the colon may be missing. */
const MENTIONED = /^[ \t]*@?deprecated\b[\s\S]*?(?=\n[ \t]*\n|$(?![\s\S]))/im;

/**
 * What a declaration says of its end: the option `deprecated`, and the dates and the replacement
 * in its comment. A comment alone does not deprecate; it counts where it announces a date.
 */
export function deprecationOf(
  node: { readonly options: readonly OptionNode[]; readonly comment?: Comment },
  sunset: RegExp | undefined,
): Deprecation | undefined {
  const deprecated = isDeprecated(node.options);
  const comment = commentAbout(node.comment, deprecated);
  if (comment === undefined) return deprecated ? { deprecated } : undefined;
  const paragraph = (deprecated ? MENTIONED : ANNOUNCED).exec(comment)?.[0];
  if (paragraph === undefined && !deprecated) return undefined;
  const written = readLifecycle(paragraph ?? comment, sunset);
  const dated =
    written.sunset !== undefined || written.since !== undefined || written.unreadable !== undefined;
  if (!deprecated && !dated) return undefined;
  const reason = reasonIn(paragraph);
  return { deprecated, ...(reason === "" ? {} : { reason }), ...written };
}

/** What a comment says, where that can matter: of what is not deprecated it has to say so itself. */
function commentAbout(comment: Comment | undefined, deprecated: boolean): string | undefined {
  if (comment === undefined) return undefined;
  return deprecated || mentionsDeprecation(comment) ? commentText(comment) : undefined;
}

function reasonIn(paragraph: string | undefined): string {
  return (paragraph ?? "")
    .replace(/^\s*@?deprecated\b\s*[:.,]?/i, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** `shop.v1alpha1` is alpha and `shop.v2p1beta3` is beta (AIP-185); other packages say nothing. */
export function stabilityOf(packageName: string): Stability | undefined {
  const level = /(?:^|\.)v\d+(?:p\d+)?(alpha|beta)\d*(?:\.|$)/.exec(packageName)?.[1];
  return level === "alpha" || level === "beta" ? level : undefined;
}
