import type { Sdk } from "../../evidence/packages/sdk-table.ts";
import type { ContractVersion } from "../../registry/store.ts";

const PREFIX = "sdk:";

/**
 * The label under which a contract version keeps which version of a client library speaks it:
 * `sdk:@shop/orders-sdk@2.3.0`. A package without a version has the contract's.
 */
export function sdkLabel(written: string, contractVersion: string): string {
  const { name, version = contractVersion } = packageIn(written);
  return `${PREFIX}${name}@${version}`;
}

/** The client libraries that the versions of one contract are labelled with. */
export function sdksOf(versions: readonly ContractVersion[]): readonly Sdk[] {
  const tables = new Map<string, Map<string, string>>();
  for (const { version, labels } of versions) {
    for (const label of labels) {
      if (!label.startsWith(PREFIX)) continue;
      const { name, version: speaks = version } = packageIn(label.slice(PREFIX.length));
      const table = tables.get(name) ?? new Map<string, string>();
      tables.set(name, table.set(speaks, version));
    }
  }
  return [...tables].map(([name, table]) => ({ package: name, versions: table }));
}

/** `@shop/orders-sdk@2.3.0`; scopes begin with the same sign that versions do. */
function packageIn(written: string): { readonly name: string; readonly version?: string } {
  const at = written.lastIndexOf("@");
  if (at <= 0) return { name: written };
  return { name: written.slice(0, at), version: written.slice(at + 1) };
}
