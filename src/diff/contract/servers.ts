import type { Operation } from "../../model/operation.ts";
import type { Sink } from "../compare/pair.ts";
import type { Subject } from "../finding.ts";

/** Base URLs. A server of the whole contract is one element, whichever operations it serves. */
export function compareServers(sink: Sink, before: Operation, after: Operation): void {
  if (before.servers === undefined || after.servers === undefined) return;
  const from = before.servers.map(plain);
  const to = after.servers.map(plain);
  for (const url of from) {
    if (to.includes(url)) continue;
    sink.report({
      rule: "server-removed",
      subject: subjectFor(before, url),
      details: { name: url },
      before: { value: url, origin: before.origin },
    });
  }
  for (const url of to) {
    if (from.includes(url)) continue;
    sink.report({
      rule: "server-added",
      subject: subjectFor(before, url),
      details: { name: url },
      after: { value: url, origin: after.origin },
    });
  }
}

function plain(url: string): string {
  return url.replace(/\/+$/, "") || "/";
}

function subjectFor(operation: Operation, url: string): Subject {
  return {
    element: "servers",
    kind: "server",
    name: url,
    holder: { operation: operation.coordinate, place: "" },
  };
}
