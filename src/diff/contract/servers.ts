import type { Address, Operation } from "../../model/operation.ts";
import type { Sink } from "../compare/pair.ts";
import type { Subject } from "../finding.ts";

/**
 * Where an operation can be called: base URL and path are one address, however it is divided. A
 * base URL of the whole contract is one element, whichever operations it serves.
 */
export function compareServers(sink: Sink, before: Operation, after: Operation): void {
  const from = before.addresses ?? [];
  const to = after.addresses ?? [];
  if (from.length === 0 || to.length === 0) return;
  for (const address of from) {
    const same = to.filter((other) => serves(other, address));
    if (same.length === 0) reportGone(sink, before, address, to);
    else if (isOpen(address) && !same.some(({ url }) => url === address.url))
      reportDefault(sink, { before, after }, address, same[0] ?? address);
    else if (address.isChosen !== true && same.every(({ isChosen }) => isChosen === true))
      reportDefault(sink, { before, after }, address, defaultAmong(to, from) ?? address);
  }
  for (const address of to) {
    if (from.some((other) => serves(other, address))) continue;
    sink.report({
      rule: "server-added",
      subject: subjectFor(before, address.server),
      details: { name: address.server },
      after: { value: address.server, origin: after.origin },
    });
  }
}

/** What clients take now who choose nothing, of what only others called. */
function defaultAmong(to: readonly Address[], from: readonly Address[]): Address | undefined {
  const isOther = (address: Address) =>
    from.some((known) => known.isChosen === true && serves(address, known));
  return to.find((address) => address.isChosen !== true && isOther(address));
}

/** Whether who calls an address still gets there; one whose host was never said can have any. */
export function serves(address: Address, called: Address): boolean {
  if (address.call !== called.call) return false;
  const { host } = called;
  return (
    host === undefined ||
    host === address.host ||
    (host.startsWith("//") && address.host?.endsWith(host) === true)
  );
}

function isOpen({ host, call, url }: Address): boolean {
  return url !== `${host ?? ""}${call.slice(call.indexOf(" ") + 1)}`;
}

function reportGone(
  sink: Sink,
  operation: Operation,
  address: Address,
  others: readonly Address[],
): void {
  const isUnsaid = others.some(({ host, call }) => host === undefined && call === address.call);
  sink.report({
    rule: "server-removed",
    subject: subjectFor(operation, address.server),
    ...(isUnsaid ? { facts: { variant: "undecided" } } : {}),
    details: { name: address.server },
    before: { value: address.server, origin: operation.origin },
  });
}

/** What clients may fill in has another default. */
function reportDefault(
  sink: Sink,
  sides: { readonly before: Operation; readonly after: Operation },
  was: Address,
  is: Address,
): void {
  sink.report({
    rule: "default-changed",
    subject: { ...subjectFor(sides.before, was.server), name: `${was.host ?? "/"}` },
    details: { before: was.server, after: is.server },
    before: { value: was.server, origin: sides.before.origin },
    after: { value: is.server, origin: sides.after.origin },
  });
}

function subjectFor(operation: Operation, url: string): Subject {
  return {
    element: "servers",
    kind: "server",
    name: url,
    holder: { operation: operation.coordinate, place: "" },
  };
}
