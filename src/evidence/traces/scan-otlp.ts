import type { Json } from "../../model/json.ts";
import { scanFile } from "../chunks.ts";
import type { EvidenceRequest } from "../evidence.ts";
import { at, jsonFile } from "../json-file.ts";
import { otlpSpan, otlpSpans, resourceOf } from "./otlp.ts";
import type { Resource } from "./otlp.ts";
import type { TraceEvidence } from "./trace-evidence.ts";

const KIND = "otlp";
const RESOURCE = "resourceSpans[].resource";
const SPANS: ReadonlySet<string> = new Set([
  "resourceSpans[].scopeSpans[].spans[]",
  "resourceSpans[].instrumentationLibrarySpans[].spans[]",
]);

/** Adds the spans of one file, span by span, so that its size does not matter. */
export async function scanOtlp(
  request: EvidenceRequest,
  evidence: TraceEvidence,
): Promise<boolean> {
  const { path, text, parse } = request;
  if (parse !== undefined && /\.ya?ml$/i.test(path)) {
    const values = parse(path, text).map((document) => document.value);
    for (const span of values.flatMap((value) => otlpSpans(value))) {
      evidence.add(span, { kind: KIND, file: path });
    }
    return values.some((value) => at(value, "resourceSpans") !== undefined);
  }
  const file = openFile(path, evidence);
  await scanFile(request, {
    wanted: new Set([RESOURCE, ...SPANS]),
    part: (at_, part, line) => file.take(at_, jsonFile({ file: path, line }, part, "A span"), line),
    enter: (at_) => file.enter(at_),
    leave: (at_) => file.leave(at_),
  });
  return file.isExport();
}

interface WaitingSpan {
  readonly span: Json;
  readonly line: number;
}

/** The resource comes before its spans, as exporters write it; spans that came first wait for it. */
function openFile(path: string, evidence: TraceEvidence) {
  let isExport = false;
  let resource: Resource | undefined;
  let waiting: WaitingSpan[] = [];
  const add = (span: Json, line: number, of: Resource): void => {
    const read = otlpSpan(span, of);
    if (read !== undefined) evidence.add(read, { kind: KIND, file: path, line });
  };
  const release = (of: Resource): void => {
    for (const { span, line } of waiting) add(span, line, of);
    waiting = [];
  };
  return {
    isExport: (): boolean => isExport,
    enter(at_: string): void {
      if (at_ === "resourceSpans") isExport = true;
      if (at_ === "resourceSpans[]") resource = undefined;
    },
    leave(at_: string): void {
      if (at_ === "resourceSpans[]") release(resource ?? new Map());
    },
    take(at_: string, value: Json, line: number): void {
      if (at_ === RESOURCE) {
        resource = resourceOf(value);
        release(resource);
      } else if (resource === undefined) waiting.push({ span: value, line });
      else add(value, line, resource);
    },
  };
}
