import { join } from "node:path";
import { readingToJson } from "../../../src/app/registry/reading.ts";
import { recordEvidence } from "../../../src/app/registry/record.ts";
import type { RecordRequest } from "../../../src/app/registry/recording.ts";
import { openRegistry } from "../../../src/registry/open.ts";
import type { EvidenceRecord, RecordedUse, RegistryStore } from "../../../src/registry/store.ts";
import type { RecordAnswer } from "../../../src/report/registry-answers.ts";
import { temporaryFolder } from "../../sources/temporary.ts";

/** A schema of a catalog; each part can be left out or written otherwise. */
export function catalog(parts: Readonly<Record<string, string>> = {}): string {
  const fields = { name: "String!", price: "Float!", legacyCode: "String", ...parts };
  return `type Query { product(id: ID!): Product products(first: Int = 10): [Product!]! }
type Product { id: ID!
${Object.entries(fields)
  .filter(([, type]) => type !== "")
  .map(([name, type]) => `  ${name}: ${type}`)
  .join("\n")}
}
`;
}

/** A fresh registry in a file of its own. */
export async function freshRegistry(): Promise<RegistryStore> {
  return openRegistry({ location: join(temporaryFolder(), "registry.db"), create: true });
}

/** Publishes a version of a GraphQL contract. Versions that are published later are later. */
export async function publishGraphql(
  store: RegistryStore,
  version: string,
  text: string,
  { contract = "catalog", provider = "catalog-service" } = {},
): Promise<void> {
  const known = await store.versions(contract);
  await store.publish({
    contract,
    format: "graphql",
    provider,
    version,
    publishedAt: `2026-01-01T00:00:${String(known.length).padStart(2, "0")}.000Z`,
    owners: [],
    labels: [],
    reading: readingToJson({ entries: ["schema.graphql"] }),
    texts: new Map([["schema.graphql", text]]),
  });
}

/** Says what runs where. */
export async function deploy(
  store: RegistryStore,
  service: string,
  version: string,
  environment = "production",
): Promise<void> {
  await store.deploy({
    service,
    version,
    environment,
    kind: "deployed",
    since: "2026-02-01T00:00:00.000Z",
  });
}

/** Evidence that a consumer selects fields of the catalog. */
export function selects(
  consumer: string,
  version: string | undefined,
  fields: readonly string[],
  more: Partial<EvidenceRecord> = {},
): EvidenceRecord {
  const uses = fields.map((coordinate): RecordedUse => ({
    coordinate,
    operation: "query",
    mode: "needed",
    item: "GetProduct",
    line: 1,
  }));
  return {
    contract: "catalog",
    consumer,
    ...(version === undefined ? {} : { consumerVersion: version }),
    against: "1.0",
    kind: "graphql-document",
    file: `${consumer}/product.graphql`,
    seen: "2026-06-01",
    uses,
    dangling: [],
    ...more,
  };
}

/** Records files that stand in a folder of their own. */
export function recordFiles(
  store: RegistryStore,
  files: Readonly<Record<string, string>>,
  request: Partial<RecordRequest> = {},
): Promise<RecordAnswer> {
  return recordEvidence(store, {
    folder: temporaryFolder(files),
    files: Object.keys(files),
    contracts: [],
    today: "2026-06-01",
    ...request,
  });
}
