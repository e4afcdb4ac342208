import { expiryWords, isExpired } from "../../policy/waivers.ts";
import type { Waiver, WaiverBook } from "../../policy/waivers.ts";
import type { PolicyNotice } from "../../report/report.ts";

/** What the notices about waivers depend on. */
export interface WaiverFindings {
  readonly book: WaiverBook;
  /** The keys of everything that could be waived in this run. */
  readonly keys: ReadonlySet<string>;
  /** The owners of a file, as CODEOWNERS names them. */
  readonly ownersOf: (file: string) => readonly string[];
}

/** How many keys a notice names before it counts. */
const NAMED = 5;

/**
 * What a run has to say about its waivers: which the branch brings, and whose they are to approve;
 * which excuse nothing. None of these blocks: a change without an excuse blocks by itself.
 */
export function waiverNotices(findings: WaiverFindings): readonly PolicyNotice[] {
  const { book, keys } = findings;
  const waivers = [...book.byKey.values()].flat();
  const added = waivers.filter((waiver) => !book.held.has(waiver));
  return [
    ...addedNotices(
      added.filter(({ key }) => keys.has(key)),
      findings,
    ),
    ...added.filter(({ key }) => !keys.has(key)).map(unmatchedNotice),
    ...[...book.byKey].flatMap(([key, entries]) =>
      keys.has(key) && entries.every(({ expires }) => isExpired(expires, book))
        ? entries.slice(0, 1).map(expiredNotice)
        : [],
    ),
  ];
}

function addedNotices(added: readonly Waiver[], { ownersOf }: WaiverFindings) {
  return [...Map.groupBy(added, ({ place }) => place.file)].map(([file, waivers]): PolicyNotice => {
    const owners = ownersOf(file);
    const keys = waivers.slice(0, NAMED).map(({ key }) => key);
    const rest = waivers.length - keys.length;
    const count = waivers.length === 1 ? "a waiver" : `${waivers.length} waivers`;
    const approval = owners.length === 0 ? "Nobody owns the file" : `Owners: ${owners.join(", ")}`;
    return {
      code: "waiver-added",
      message: `This branch adds ${count}: ${keys.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}. ${approval}.`,
      blocking: false,
      ...placed(waivers[0]),
    };
  });
}

function unmatchedNotice(waiver: Waiver): PolicyNotice {
  return {
    code: "waiver-unmatched",
    message: `No change has the key ${waiver.key}, which ${waiver.owner} waives.`,
    blocking: false,
    ...placed(waiver),
  };
}

function expiredNotice(waiver: Waiver): PolicyNotice {
  const { key, owner, expires } = waiver;
  return {
    code: "waiver-expired",
    message: `The waiver of ${key} by ${owner} ended with ${expiryWords(expires)}.`,
    blocking: false,
    ...placed(waiver),
  };
}

function placed(waiver: Waiver | undefined): Pick<PolicyNotice, "location"> {
  if (waiver === undefined) return {};
  const { file, line, column } = waiver.place;
  return { location: { file, line, column } };
}
