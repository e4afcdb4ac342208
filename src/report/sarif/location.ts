import type { Diagnostic } from "../../model/contract.ts";
import { anchorOf, printedPlace } from "../findings.ts";
import type { Finding } from "../findings.ts";
import { revisionWords } from "../summary-words.ts";

/** What relative addresses count from: the repository's root (SARIF 2.1.0, 3.4.4). */
export const ROOT = "%SRCROOT%";

/** Where a result is shown, and where before's text of it stands. */
export function locationsOf({ comparison, change }: Finding) {
  const anchor = anchorOf(change);
  const before = change.before?.location;
  return {
    locations: [
      {
        physicalLocation: physicalLocation(anchor?.location ?? { file: comparison.contract }),
        logicalLocations: [
          { fullyQualifiedName: change.element, kind: change.kind },
          { fullyQualifiedName: comparison.contract, kind: "contract" },
        ],
      },
    ],
    ...(before === undefined
      ? {}
      : {
          relatedLocations: [
            {
              id: 0,
              physicalLocation: physicalLocation(before),
              message: { text: `Before${baseOf(comparison)}: ${printedPlace(before)}` },
            },
          ],
        }),
  };
}

/** A place in a file; lines and columns count from 1, columns in UTF-16 code units. */
export function physicalLocation({ file, line, column }: NonNullable<Diagnostic["location"]>) {
  const region = {
    startLine: line ?? 1,
    ...(column === undefined ? {} : { startColumn: column }),
  };
  return { artifactLocation: { uri: relativeUri(file), uriBaseId: ROOT }, region };
}

function baseOf({ base }: Finding["comparison"]): string {
  return base === undefined ? "" : `, ${revisionWords(base)}`;
}

/** A path as a URI reference; a name before a colon must not read as a scheme. */
function relativeUri(path: string): string {
  return path
    .replaceAll("\\", "/")
    .split("/")
    .map((segment) => encodeURIComponent(segment.toWellFormed()))
    .join("/");
}
