import type { EvidenceRequest } from "./evidence.ts";
import { jsonScan } from "./json-scan.ts";
import type { ScanEvents } from "./json-scan.ts";

/** Scans a file of JSON, at hand or in pieces. Throws `DriftError` (`syntax`, `too-deep`). */
export async function scanFile(
  { path, text, chunks }: EvidenceRequest,
  events: ScanEvents,
): Promise<void> {
  const scan = jsonScan(path, events);
  if (chunks === undefined) scan.feed(text);
  else for await (const chunk of chunks) scan.feed(chunk);
  scan.end();
}
