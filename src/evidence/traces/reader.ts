import { DriftError } from "../../errors.ts";
import type { Json } from "../../model/json.ts";
import type { EvidenceReader, EvidenceRequest } from "../evidence.ts";
import { at, jsonFile } from "../json-file.ts";
import { jaegerSpans } from "./jaeger.ts";
import { otlpSpans } from "./otlp.ts";
import type { Span } from "./span.ts";
import { traceEvidence } from "./trace-evidence.ts";

/** OTLP/JSON traces: one object, or one in each line; also written as YAML. */
export const otlpReader: EvidenceReader = {
  kind: "otlp",
  detect: (path, text) =>
    /\.(?:jsonl?|ndjson|ya?ml)$/i.test(path) && /\bresourceSpans"?\s*:/.test(text.slice(0, 10_000)),
  read: async (request) => traceEvidence("otlp", spansOf(request, otlpSpans), request),
};

/** Traces as Jaeger's query API and its user interface give them. */
export const jaegerReader: EvidenceReader = {
  kind: "jaeger",
  detect: (path, text) => /\.json$/i.test(path) && /"traceID"\s*:/.test(text.slice(0, 10_000)),
  read: async (request) => traceEvidence("jaeger", spansOf(request, jaegerSpans), request),
};

function spansOf(
  request: EvidenceRequest,
  read: (value: Json) => readonly Span[],
): readonly Span[] {
  const { path } = request;
  const values = valuesOf(request);
  const spans = values.flatMap((value) => read(value));
  if (spans.length > 0 || values.some((value) => isEmptyExport(value))) return spans;
  throw new DriftError({
    code: "bad-evidence",
    message: "The file holds no spans.",
    place: { file: path },
    hint: "Traces are read as OTLP/JSON (resourceSpans) or as Jaeger writes them (data, spans).",
  });
}

function valuesOf({ path, text, parse }: EvidenceRequest): readonly Json[] {
  if (parse !== undefined && /\.ya?ml$/i.test(path)) {
    return parse(path, text).map((document) => document.value);
  }
  return isLines(text) ? linesOf(path, text) : [jsonFile({ file: path }, text, "The trace file")];
}

function isEmptyExport(value: Json): boolean {
  return at(value, "resourceSpans") !== undefined || at(value, "data") !== undefined;
}

/** Whether each line is an object of its own. */
function isLines(text: string): boolean {
  const end = text.indexOf("\n");
  if (end === -1) return false;
  const first = text.slice(0, end).trim();
  if (!first.startsWith("{") || !first.endsWith("}")) return false;
  return text.slice(end).trimStart().startsWith("{");
}

function linesOf(path: string, text: string): readonly Json[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    return [jsonFile({ file: path, line: index + 1, column: 1 }, line, "A line of the trace file")];
  });
}
