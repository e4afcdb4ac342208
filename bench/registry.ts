/**
 * How fast the consumer registry takes evidence in and answers, in both stores:
 *
 *   node bench/registry.ts                      SQLite in a temporary folder
 *   node bench/registry.ts postgres://…         PostgreSQL, in an empty database
 *
 * 500 services use 300 elements each, in 3 environments: 450,000 uses. Each service uses one
 * contract that everybody uses, and two of sixty others.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openRegistry } from "../src/registry/open.ts";
import type { EvidenceRecord, RegistryStore } from "../src/registry/store.ts";

const SERVICES = 500;
const ENVIRONMENTS = ["production", "staging", "preview"];
const CONTRACTS = 60;
/** Elements of a contract, and those of it that one service uses. */
const ELEMENTS = 1100;
const USED = 100;
const QUERIES = 300;
const HUB = "customers";

function contractsOf(service: number): readonly string[] {
  const first = service % CONTRACTS;
  return [HUB, `contract-${first}`, `contract-${(first + 7) % CONTRACTS}`];
}

function coordinateOf(element: number): string {
  return `GET /v1/items/{}/parts/{} res.200[application/json].data[].attributes.field${element}`;
}

/** The evidence of some services, about `USED` uses a piece; a round is another point in time. */
function evidenceOf(services: number, round: string): readonly EvidenceRecord[] {
  return Array.from({ length: services }, (_, service) => service).flatMap((service) =>
    contractsOf(service).flatMap((contract) =>
      ENVIRONMENTS.map((environment) => ({
        contract,
        consumer: `service-${service}`,
        consumerVersion: `1.${service % 9}`,
        environment,
        against: "1.0",
        kind: "pact",
        file: `pacts/service-${service}.json`,
        seen: round,
        uses: Array.from({ length: USED }, (_, index) => ({
          coordinate: coordinateOf((service * 31 + index * 7) % ELEMENTS),
          operation: `GET /v1/items/{}/parts/{}`,
          mode: "needed" as const,
          item: `interaction ${index}`,
        })),
        dangling: [],
      })),
    ),
  );
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const began = performance.now();
  const result = await work();
  return { result, ms: performance.now() - began };
}

async function importing(name: string, store: RegistryStore, services: number, day: string) {
  const evidence = evidenceOf(services, day);
  const uses = evidence.reduce((sum, one) => sum + one.uses.length, 0);
  const { ms } = await timed(() => store.record(evidence));
  const rate = Math.round(uses / ms);
  console.log(`${name.padEnd(34)} ${uses} uses in ${Math.round(ms)} ms (${rate} a millisecond)`);
}

async function asking(name: string, ask: (round: number) => Promise<readonly unknown[]>) {
  const times: number[] = [];
  let answers = 0;
  for (let round = -20; round < QUERIES; round++) {
    const { result, ms } = await timed(() => ask(Math.abs(round)));
    answers = Math.max(answers, result.length);
    if (round >= 0) times.push(ms);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
  console.log(
    `${name.padEnd(34)} median ${at(0.5)} ms, p99 ${at(0.99)} ms (up to ${answers} rows)`,
  );
}

async function measure(label: string, open: (part: string) => Promise<RegistryStore>) {
  console.log(`\n${label}`);
  const store = await open("questions");
  await importing("import, empty store", store, SERVICES, "2026-01-10");
  await importing("the same again", store, SERVICES, "2026-02-10");
  const element = (round: number): string => coordinateOf((round * 37) % ELEMENTS);
  await asking("who uses X", (round) =>
    store.uses({ contract: `contract-${round % CONTRACTS}`, coordinates: [element(round)] }),
  );
  await asking("who uses X, of the shared contract", (round) =>
    store.uses({ contract: HUB, coordinates: [element(round)] }),
  );
  await asking("what does C use", (round) =>
    store.uses({ consumer: `service-${round % SERVICES}` }),
  );
  await asking("unused for 30 days", (round) => store.activity(`contract-${round % CONTRACTS}`));
  await asking("unused, of the shared contract", () => store.activity(HUB));
  await store.close();
  const large = await open("large");
  await importing("import of a million", large, 1112, "2026-01-10");
  await large.close();
}

const folder = mkdtempSync(join(tmpdir(), "contract-drift-bench-"));
const [address] = process.argv.slice(2);
try {
  if (address === undefined) {
    await measure("SQLite", (part) =>
      openRegistry({ location: join(folder, `${part}.db`), create: true }),
    );
  } else {
    await measure("PostgreSQL", (part) => {
      const url = new URL(address);
      url.searchParams.set("options", `-c search_path=${part}`);
      return schemaOf(address, part).then(() => openRegistry({ location: url.href, create: true }));
    });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Each part has a schema of its own. */
async function schemaOf(location: string, name: string): Promise<void> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: location });
  await client.connect();
  await client.query(`drop schema if exists ${name} cascade`);
  await client.query(`create schema ${name}`);
  await client.end();
}
