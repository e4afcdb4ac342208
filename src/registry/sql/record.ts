import type { Session, SqlValue } from "../database.ts";
import { fingerprint, MODES } from "../fingerprint.ts";
import type { Fingerprinted } from "../fingerprint.ts";
import { numberIn, orNull, textIn } from "../rows.ts";
import type { EvidenceRecord, RecordedUse, RecordResult } from "../store.ts";
import { lockContract } from "./contract-row.ts";
import { itemColumn } from "./items.ts";
import { allIn } from "./lists.ts";
import { ensureServices } from "./services.ts";

/** Remembers what pieces of evidence show; see `RegistryStore.record`. */
export async function record(
  session: Session,
  evidence: readonly EvidenceRecord[],
): Promise<RecordResult> {
  await ensureServices(
    session,
    evidence.map(({ consumer }) => consumer),
  );
  const byContract = Map.groupBy(evidence, ({ contract }) => contract);
  let result: RecordResult = { added: 0, seenAgain: 0, uses: 0, dangling: 0 };
  // Always in the same order, so that two writers cannot wait for each other.
  for (const [contract, records] of [...byContract].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const part = await recordOn(session, contract, records.map(fingerprint));
    result = {
      added: result.added + part.added,
      seenAgain: result.seenAgain + part.seenAgain,
      uses: result.uses + part.uses,
      dangling: result.dangling + part.dangling,
    };
  }
  return result;
}

/** A piece of evidence with the number that it has in the store. */
interface Numbered extends Fingerprinted {
  readonly id: number;
  readonly isNew: boolean;
}

async function recordOn(
  session: Session,
  contract: string,
  records: readonly Fingerprinted[],
): Promise<RecordResult> {
  const row = await lockContract(session, contract);
  const known = await knownDigests(session, row.id, records);
  let next = row.nextEvidence;
  const numbered = records.map((one): Numbered => {
    const id = known.get(one.digest);
    if (id !== undefined) return { ...one, id, isNew: false };
    known.set(one.digest, next);
    return { ...one, id: next++, isNew: true };
  });
  await insertEvidence(session, row.id, numbered);
  await insertSightings(session, row.id, numbered);
  const added = numbered.filter(({ isNew }) => isNew);
  const nextElement = await insertUses(session, row.id, row.nextElement, numbered);
  await insertDangling(session, row.id, added);
  await session.run("update contract set next_element = ?, next_evidence = ? where id = ?", [
    nextElement,
    next,
    row.id,
  ]);
  return {
    added: added.length,
    seenAgain: numbered.length - added.length,
    uses: sum(added.map(({ uses }) => uses.length)),
    dangling: sum(added.map(({ dangling }) => dangling.length)),
  };
}

async function knownDigests(
  session: Session,
  contract: number,
  records: readonly Fingerprinted[],
): Promise<Map<string, number>> {
  const rows = await allIn(
    session,
    (list) => `select id, digest from evidence where contract = ? and digest in (${list})`,
    [contract],
    records.map(({ digest }) => digest),
  );
  return new Map(rows.map((row) => [textIn(row, "digest"), numberIn(row, "id")]));
}

/** The first and the last day on which a row was seen, with what was there before. */
const SEEN = (table: string): string => `
  first_seen = case when excluded.first_seen < ${table}.first_seen
    then excluded.first_seen else ${table}.first_seen end,
  last_seen = case when excluded.last_seen > ${table}.last_seen
    then excluded.last_seen else ${table}.last_seen end`;

async function insertEvidence(
  session: Session,
  contract: number,
  numbered: readonly Numbered[],
): Promise<void> {
  const rows = span(numbered, ({ id }) => String(id)).map(({ last, first, one }) => [
    contract,
    one.id,
    one.digest,
    one.record.consumer,
    one.record.environment ?? "",
    one.record.kind,
    one.record.file,
    first,
    last,
    one.uses.length,
    one.dangling.length,
  ]);
  await session.insert(
    {
      table: "evidence",
      columns: {
        contract: "integer",
        id: "integer",
        digest: "text",
        consumer: "text",
        environment: "text",
        kind: "text",
        file: "text",
        first_seen: "text",
        last_seen: "text",
        uses: "integer",
        dangling: "integer",
      },
      onConflict: `on conflict (contract, id) do update set file = excluded.file, ${SEEN("evidence")}`,
    },
    rows,
  );
}

async function insertSightings(
  session: Session,
  contract: number,
  numbered: readonly Numbered[],
): Promise<void> {
  const keyOf = ({ id, record: { consumerVersion = "" } }: Numbered): string =>
    `${id} ${consumerVersion}`;
  const rows = span(numbered, keyOf).map(({ first, last, one }) => [
    contract,
    one.id,
    one.record.consumerVersion ?? "",
    one.record.against ?? "",
    first,
    last,
  ]);
  await session.insert(
    {
      table: "sighting",
      columns: {
        contract: "integer",
        evidence: "integer",
        version: "text",
        against: "text",
        first_seen: "text",
        last_seen: "text",
      },
      onConflict: `on conflict (contract, evidence, version)
        do update set against = excluded.against, ${SEEN("sighting")}`,
    },
    rows,
  );
}

/** What is the same in one import is one row: a statement must not meet the same row twice. */
function span(
  numbered: readonly Numbered[],
  keyOf: (one: Numbered) => string,
): readonly { readonly first: string; readonly last: string; readonly one: Numbered }[] {
  return [...Map.groupBy(numbered, keyOf).values()].flatMap((same) => {
    const days = same.map(({ record: { seen } }) => seen).sort();
    const one = same.at(-1);
    return one === undefined ? [] : [{ first: days[0] ?? "", last: days.at(-1) ?? "", one }];
  });
}

/** Uses of new evidence, and days and counts of those that the evidence itself dates. */
async function insertUses(
  session: Session,
  contract: number,
  nextElement: number,
  numbered: readonly Numbered[],
): Promise<number> {
  const fresh = freshUses(numbered);
  if (fresh.length === 0) return nextElement;
  const elements = await internElements(session, contract, nextElement, coordinatesOf(fresh));
  await session.insert(
    {
      table: "usage",
      columns: {
        contract: "integer",
        evidence: "integer",
        element: "integer",
        operation: "integer",
        mode: "integer",
        item: "text",
        line: "integer",
        seen: "text",
        count: "bigint",
      },
      onConflict: `on conflict (contract, evidence, element, operation, mode) do update set
        seen = case when usage.seen is null or excluded.seen > usage.seen
          then excluded.seen else usage.seen end,
        count = case when usage.count is null or excluded.count > usage.count
          then excluded.count else usage.count end`,
    },
    fresh.map(({ evidence, use }) => usageRow(contract, evidence, use, elements.numbers)),
  );
  return elements.next;
}

interface Fresh {
  readonly evidence: number;
  readonly use: RecordedUse;
}

/** Each use once: the same evidence can come twice in one import. */
function freshUses(numbered: readonly Numbered[]): readonly Fresh[] {
  const fresh: Fresh[] = [];
  for (const same of Map.groupBy(numbered, ({ id }) => id).values()) {
    const wanted = same.flatMap(({ id, isNew, uses }) =>
      uses
        .filter((use) => isNew || use.seen !== undefined || use.count !== undefined)
        .map((use): Fresh => ({ evidence: id, use })),
    );
    for (const one of same.length === 1 ? wanted : lastOfEach(wanted)) fresh.push(one);
  }
  return fresh;
}

function lastOfEach(fresh: readonly Fresh[]): Iterable<Fresh> {
  const last = new Map<string, Fresh>();
  for (const one of fresh) {
    last.set(`${one.use.coordinate}\0${one.use.operation ?? ""}\0${one.use.mode}`, one);
  }
  return last.values();
}

function coordinatesOf(fresh: readonly Fresh[]): ReadonlySet<string> {
  const coordinates = new Set<string>();
  for (const { use } of fresh) {
    coordinates.add(use.coordinate);
    if (use.operation !== undefined) coordinates.add(use.operation);
  }
  return coordinates;
}

function usageRow(
  contract: number,
  evidence: number,
  use: RecordedUse,
  elements: ReadonlyMap<string, number>,
): readonly SqlValue[] {
  return [
    contract,
    evidence,
    elements.get(use.coordinate) ?? 0,
    use.operation === undefined ? 0 : (elements.get(use.operation) ?? 0),
    MODES.indexOf(use.mode),
    itemColumn(use),
    orNull(use.line),
    orNull(use.seen),
    orNull(use.count),
  ];
}

/** The numbers of coordinates; those that have none yet get one. */
async function internElements(
  session: Session,
  contract: number,
  nextElement: number,
  coordinates: ReadonlySet<string>,
): Promise<{ readonly numbers: ReadonlyMap<string, number>; readonly next: number }> {
  const rows = await allIn(
    session,
    (list) => `select id, coordinate from element where contract = ? and coordinate in (${list})`,
    [contract],
    [...coordinates],
  );
  const numbers = new Map(rows.map((row) => [textIn(row, "coordinate"), numberIn(row, "id")]));
  const added: (readonly SqlValue[])[] = [];
  let next = nextElement;
  for (const coordinate of coordinates) {
    if (numbers.has(coordinate)) continue;
    added.push([contract, next, coordinate]);
    numbers.set(coordinate, next++);
  }
  await session.insert(
    {
      table: "element",
      columns: { contract: "integer", id: "integer", coordinate: "text" },
    },
    added,
  );
  return { numbers, next };
}

async function insertDangling(
  session: Session,
  contract: number,
  added: readonly Numbered[],
): Promise<void> {
  const rows = added.flatMap(({ id, dangling }) =>
    dangling.map((use) => [
      contract,
      id,
      use.coordinate,
      use.reason,
      orNull(use.item),
      orNull(use.line),
    ]),
  );
  await session.insert(
    {
      table: "dangling_use",
      columns: {
        contract: "integer",
        evidence: "integer",
        coordinate: "text",
        reason: "text",
        item: "text",
        line: "integer",
      },
      onConflict: "on conflict (contract, evidence, coordinate) do nothing",
    },
    rows,
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
