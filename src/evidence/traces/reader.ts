import { DriftError } from "../../errors.ts";
import type { EvidenceReader, EvidenceRequest, EvidenceResult } from "../evidence.ts";
import { scanJaeger } from "./scan-jaeger.ts";
import { scanOtlp } from "./scan-otlp.ts";
import { traceEvidence } from "./trace-evidence.ts";
import type { TraceEvidence } from "./trace-evidence.ts";

/** OTLP/JSON traces: one object, or one in each line; also written as YAML. */
export const otlpReader: EvidenceReader = {
  kind: "otlp",
  detect: (path, text) =>
    /\.(?:jsonl?|ndjson|ya?ml)$/i.test(path) && /\bresourceSpans"?\s*:/.test(text.slice(0, 10_000)),
  read: async (request) => readTogether([request], scanOtlp),
  streams: true,
  readTogether: async (requests) => readTogether(requests, scanOtlp),
};

/** Traces as Jaeger's query API and its user interface give them. */
export const jaegerReader: EvidenceReader = {
  kind: "jaeger",
  detect: (path, text) => /\.json$/i.test(path) && /"traceID"\s*:/.test(text.slice(0, 10_000)),
  read: async (request) => readTogether([request], scanJaeger),
  streams: true,
  readTogether: async (requests) => readTogether(requests, scanJaeger),
};

/** Adds the spans of a file. False: the file is no export, not even an empty one. */
type Scan = (request: EvidenceRequest, evidence: TraceEvidence) => Promise<boolean>;

/** Spans of one trace may stand in several files: they are joined when all have been read. */
async function readTogether(
  requests: readonly EvidenceRequest[],
  scan: Scan,
): Promise<EvidenceResult> {
  const [first] = requests;
  if (first === undefined) return { usages: [], dangling: [], problems: [] };
  const evidence = traceEvidence(first);
  for (const request of requests) {
    if (!(await scan(request, evidence))) throw noSpans(request.path);
  }
  return evidence.result();
}

function noSpans(file: string): DriftError {
  return new DriftError({
    code: "bad-evidence",
    message: "The file holds no spans.",
    place: { file },
    hint: "Traces are read as OTLP/JSON (resourceSpans) or as Jaeger writes them (data, spans).",
  });
}
