import type { Location } from "../../model/position.ts";
import { anchorOf, printedPlace } from "../findings.ts";
import type { Comparison, ReportedChange, Revision } from "../report.ts";
import type { Hosting } from "../reporter.ts";
import { lineUrl } from "../line-url.ts";
import { code } from "./escape.ts";

/** Both sides of a change with links to the lines, as far as they are known. */
export function placesOf(
  change: ReportedChange,
  { base, head }: Comparison,
  hosting: Hosting | undefined,
): string | undefined {
  const anchor = anchorOf(change);
  const before = change.before?.location;
  const after = change.after?.location;
  const places = [
    ...(before === undefined ? [] : [`before ${linked(before, base?.commit, hosting)}`]),
    ...(after === undefined
      ? []
      : [
          `${anchor?.at === "parent" ? "it is gone from" : "after"} ${linked(after, headCommit(head, hosting), hosting)}`,
        ]),
  ];
  return places.length === 0 ? undefined : places.join(", ");
}

function headCommit(head: Revision | undefined, hosting: Hosting | undefined): string | undefined {
  return head?.commit ?? hosting?.commit;
}

/** The place as code; a link to the line where the repository's pages and the commit are known. */
function linked(
  location: Location,
  commit: string | undefined,
  hosting: Hosting | undefined,
): string {
  const text = code(printedPlace(location));
  const url = commit === undefined ? undefined : lineUrl(location, commit, hosting);
  return url === undefined ? text : `[${text}](${url})`;
}
