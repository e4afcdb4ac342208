import { scanFile } from "../chunks.ts";
import type { EvidenceRequest } from "../evidence.ts";
import { jsonFile } from "../json-file.ts";
import { jaegerSpans } from "./jaeger.ts";
import type { TraceEvidence } from "./trace-evidence.ts";

const KIND = "jaeger";

/** Adds the spans of one file, trace by trace: the processes of a trace stand after its spans. */
export async function scanJaeger(
  request: EvidenceRequest,
  evidence: TraceEvidence,
): Promise<boolean> {
  const { path, text, chunks } = request;
  const entered = new Set<string>();
  await scanFile(request, {
    wanted: new Set(["data[]"]),
    part(_, trace, line) {
      for (const span of jaegerSpans(jsonFile({ file: path, line }, trace, "A trace"))) {
        evidence.add(span, { kind: KIND, file: path, line });
      }
    },
    enter: (at) => entered.add(at),
  });
  if (entered.has("data") || chunks !== undefined) return entered.has("data");
  // A trace by itself.
  const spans = jaegerSpans(jsonFile({ file: path }, text, "The trace file"));
  for (const span of spans) evidence.add(span, { kind: KIND, file: path });
  return spans.length > 0;
}
