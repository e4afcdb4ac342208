import { spawnSync } from "node:child_process";
import { closeSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../sources/temporary.ts";

const MEGABYTE = 1024 * 1024;
const SIZE = 64 * MEGABYTE;
const READER = fileURLToPath(new URL("read-large-evidence.ts", import.meta.url));

const folder = temporaryFolder({
  "orders.yaml": `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: The order } }
`,
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a file of about 64 MB from parts of it, and gives how many parts there are. */
function writeLarge(name: string, frame: readonly [string, string], part: (n: number) => string) {
  const handle = openSync(join(folder, name), "w");
  let parts = 0;
  let written = writeSync(handle, frame[0]);
  while (written < SIZE) {
    const batch = Array.from({ length: 200 }, () => part(parts++));
    written += writeSync(handle, batch.join(""));
  }
  writeSync(handle, part(parts++).replace(/[,\n]$/, "") + frame[1]);
  closeSync(handle);
  return parts;
}

/** Reads the file in a process whose heap is smaller than the file. */
function read(name: string): {
  readonly uses: Readonly<Record<string, number>>;
  readonly told: number;
} {
  const run = spawnSync(process.execPath, ["--max-old-space-size=64", READER, folder, name], {
    encoding: "utf8",
  });
  expect(run.stderr).toBe("");
  return JSON.parse(run.stdout);
}

function hex(n: number, length: number): string {
  return n.toString(16).padStart(length, "0");
}

const PADDING = "x".repeat(700);

/** A client's span in every second part, the server's span below it in the next one. */
function span(n: number): string {
  const isServer = n % 2 === 1;
  const attributes = {
    "http.request.method": "GET",
    ...(isServer ? { "http.route": "/orders/:id" } : { "url.full": `https://shop/orders/${n}` }),
    "http.response.status_code": "200",
    padding: PADDING,
  };
  return JSON.stringify({
    traceId: hex(n >> 1, 32),
    spanId: hex(n, 16),
    ...(isServer ? { parentSpanId: hex(n - 1, 16) } : {}),
    kind: isServer ? 2 : 3,
    attributes: Object.entries(attributes).map(([key, stringValue]) => ({
      key,
      value: { stringValue },
    })),
  });
}

function resource(service: string): string {
  return `"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"${service}"}}]}`;
}

describe("evidence larger than the memory", () => {
  it("is read line by line, with progress", { timeout: 60_000 }, () => {
    const lines = writeLarge("traces.jsonl", ["", "\n"], (n) => {
      const service = n % 2 === 1 ? "orders" : "web";
      return `{"resourceSpans":[{${resource(service)},"scopeSpans":[{"spans":[${span(n)}]}]}]}\n`;
    });
    const { uses, told } = read("traces.jsonl");
    expect(statSync(join(folder, "traces.jsonl")).size).toBeGreaterThan(SIZE);
    // A last client's span may have no server's span: it counts as a call all the same.
    expect(uses).toMatchObject({ "web sent GET /orders/{}": Math.ceil(lines / 2) });
    expect(told).toBeGreaterThan(100);
  });

  it("is read span by span where it is one object", { timeout: 60_000 }, () => {
    const frame = [
      `{"resourceSpans":[{${resource("web")},"scopeSpans":[{"spans":[`,
      "]}]}]}",
    ] as const;
    const spans = writeLarge("traces.json", frame, (n) => `${span(n)},`);
    // Client and server are one service here, so that the callers are the clients' spans.
    const { uses } = read("traces.json");
    expect(uses).toMatchObject({ "web sent GET /orders/{}": Math.ceil(spans / 2) });
  });

  it("is read request by request where it is a recording", { timeout: 60_000 }, () => {
    const entry = (n: number): string =>
      `${JSON.stringify({
        startedDateTime: "2026-11-05T10:00:00Z",
        request: { method: "GET", url: `https://shop/orders/${n}`, headers: [] },
        response: { status: 200, content: { mimeType: "text/plain", text: PADDING } },
      })},`;
    const entries = writeLarge("web.har", ['{"log":{"version":"1.2","entries":[', "]}}"], entry);
    expect(read("web.har").uses).toMatchObject({ "web sent GET /orders/{}": entries });
  });
});
