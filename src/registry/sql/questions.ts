import type { Coordinate } from "../../model/element.ts";
import type { CalendarDate } from "../../model/lifecycle.ts";
import type { Row, Session } from "../database.ts";
import { MODES } from "../fingerprint.ts";
import { numberIn, optionalNumber, optionalText, textIn } from "../rows.ts";
import type {
  Activity,
  EvidenceFilter,
  KnownDangling,
  KnownEvidence,
  KnownUse,
  Sighting,
  UseFilter,
} from "../store.ts";
import { contractId, contractNames } from "./contract-row.ts";
import { itemsIn } from "./items.ts";
import { allIn, conditions } from "./lists.ts";
import type { Conditions } from "./lists.ts";

/** Pieces of evidence, newest first; see `RegistryStore.evidence`. */
export async function evidence(
  session: Session,
  filter: EvidenceFilter,
): Promise<readonly KnownEvidence[]> {
  const which = await conditionsOf(session, filter);
  if (which === undefined) return [];
  const found = await cards(session, which);
  return [...found.values()].sort(byAge);
}

/** Uses with their evidence; see `RegistryStore.uses`. */
export async function uses(session: Session, filter: UseFilter): Promise<readonly KnownUse[]> {
  return filter.coordinates === undefined
    ? usesOfEvidence(session, filter)
    : usersOf(session, filter, filter.coordinates);
}

/** From the coordinates to their uses, and from those to the evidence. */
async function usersOf(
  session: Session,
  filter: UseFilter,
  coordinates: readonly Coordinate[],
): Promise<readonly KnownUse[]> {
  const contract = await contractId(session, filter.contract ?? "");
  if (contract === undefined) return [];
  const elements = await allIn(
    session,
    (list) => `select id from element where contract = ? and coordinate in (${list})`,
    [contract],
    [...new Set(coordinates)],
  );
  const ids = elements.map((row) => numberIn(row, "id"));
  const rows = await allIn(
    session,
    (list) => `select e.*, u.element, u.operation, u.mode, u.item, u.line, u.seen, u.count
      from usage u join evidence e on e.contract = u.contract and e.id = u.evidence
      where u.contract = ? and u.element in (${list})`,
    [contract],
    ids,
  );
  const sightings = await allIn(
    session,
    (list) => `select distinct s.*
      from usage u join sighting s on s.contract = u.contract and s.evidence = u.evidence
      where u.contract = ? and u.element in (${list})`,
    [contract],
    ids,
  );
  const found = cardsIn(rows, sightings, await contractNames(session));
  return usesIn(session, { contract, rows, cards: found, filter });
}

/** From the evidence to what it shows, contract by contract, in pages of whole pieces. */
async function usesOfEvidence(session: Session, filter: UseFilter): Promise<readonly KnownUse[]> {
  const which = await conditionsOf(session, filter);
  if (which === undefined) return [];
  const found = await cards(session, which);
  const byContract = Map.groupBy(found.values(), ({ id }) => numbersOf(id).contract);
  const all: KnownUse[] = [];
  for (const [contract, some] of byContract) {
    for (const page of pagesOf(some)) {
      const rows = await allIn(
        session,
        (list) => `${SELECT_USES} where contract = ? and evidence in (${list})`,
        [contract],
        page.map(({ id }) => numbersOf(id).evidence),
      );
      for (const use of await usesIn(session, { contract, rows, cards: found, filter })) {
        all.push(use);
      }
    }
  }
  return all;
}

const SELECT_USES = `
  select contract, evidence as id, element, operation, mode, item, line, seen, count from usage`;

/** Rows of one page: what fits into memory on both ends without a thought. */
const PAGE = 20_000;

function* pagesOf(evidence: readonly KnownEvidence[]): Generator<readonly KnownEvidence[]> {
  let page: KnownEvidence[] = [];
  let rows = 0;
  for (const one of evidence) {
    if (page.length > 0 && rows + one.uses > PAGE) {
      yield page;
      page = [];
      rows = 0;
    }
    page.push(one);
    rows += one.uses;
  }
  if (page.length > 0) yield page;
}

interface FoundRows {
  readonly contract: number;
  readonly rows: readonly Row[];
  readonly cards: Cards;
  readonly filter: UseFilter;
}

async function usesIn(
  session: Session,
  { contract, rows, cards: known, filter }: FoundRows,
): Promise<readonly KnownUse[]> {
  const ids = new Set(
    rows.flatMap((row) => [numberIn(row, "element"), numberIn(row, "operation")]),
  );
  const elements = await allIn(
    session,
    (list) => `select id, coordinate from element where contract = ? and id in (${list})`,
    [contract],
    [...ids],
  );
  const names = new Map(elements.map((row) => [row["id"], textIn(row, "coordinate")]));
  return rows.flatMap((row) => {
    const card = known.get(idOf(row));
    const coordinate = names.get(row["element"]);
    if (card === undefined || coordinate === undefined || !passes(card, filter)) return [];
    const operation = names.get(row["operation"]);
    const use = { coordinate, ...(operation === undefined ? {} : { operation }) };
    return useIn(row, use, card, filter.since) ?? [];
  });
}

function passes(card: KnownEvidence, { consumer, environment }: UseFilter): boolean {
  return (
    (consumer === undefined || card.consumer === consumer) &&
    (environment === undefined || (card.environment ?? environment) === environment)
  );
}

function useIn(
  row: Row,
  use: Pick<KnownUse, "coordinate" | "operation">,
  card: KnownEvidence,
  since: CalendarDate | undefined,
): KnownUse | undefined {
  const seen = optionalText("seen", row, "seen");
  if (since !== undefined && (seen.seen ?? card.lastSeen) < since) return undefined;
  return {
    ...use,
    mode: MODES[numberIn(row, "mode")] ?? "may-use",
    ...itemsIn(row),
    ...seen,
    ...optionalNumber("count", row, "count"),
    evidence: card,
  };
}

/** Uses that did not resolve; see `RegistryStore.dangling`. */
export async function dangling(
  session: Session,
  filter: EvidenceFilter,
): Promise<readonly KnownDangling[]> {
  const which = await conditionsOf(session, filter);
  if (which === undefined) return [];
  const rows = await session.all(
    `select u.contract, u.evidence as id, u.coordinate, u.reason, u.item, u.line
     from dangling_use u
     join evidence e on e.contract = u.contract and e.id = u.evidence
     where ${which.sql} order by u.contract, u.evidence, u.coordinate`,
    which.values,
  );
  const found = await cards(session, which);
  return rows.flatMap((row) => {
    const card = found.get(idOf(row));
    if (card === undefined) return [];
    return {
      coordinate: textIn(row, "coordinate"),
      reason: textIn(row, "reason"),
      ...optionalText("item", row, "item"),
      ...optionalNumber("line", row, "line"),
      evidence: card,
    };
  });
}

/** Whether a version that is live now was recorded with a piece of evidence. */
const isLive = (there: string): string => `exists (
  select 1 from sighting l
  join deployment d on d.service = e.consumer and d.version = l.version and d.until is null ${there}
  where l.contract = e.contract and l.evidence = e.id
)`;

/** When coordinates were last met; see `RegistryStore.activity`. */
export async function activity(
  session: Session,
  contract: string,
  environment: string | undefined,
): Promise<readonly Activity[]> {
  const id = await contractId(session, contract);
  if (id === undefined) return [];
  const which = conditions([
    ["e.contract = ?", id],
    ["e.environment in (?, '')", environment],
  ]);
  const there = environment === undefined ? "" : "and d.environment = ?";
  const place = environment === undefined ? [] : [environment];
  // One pass over the uses in the order of their elements, which an index holds: nothing is sorted.
  const rows = await session.all(
    `with seen as materialized (
       select e.id, e.last_seen, case when ${isLive(there)} then 1 else 0 end as live
       from evidence e where ${which.sql}
     )
     select x.coordinate, a.last_seen, a.live, a.firm
     from (
       select u.element, max(coalesce(u.seen, s.last_seen)) as last_seen,
         max(s.live) as live,
         max(case when u.mode = ${MODES.indexOf("may-use")} then 0 else 1 end) as firm
       from usage u
       join seen s on s.id = u.evidence
       where u.contract = ?
       group by u.element
     ) a
     join element x on x.contract = ? and x.id = a.element`,
    [...place, ...which.values, id, id],
  );
  return rows.map((row) => ({
    coordinate: textIn(row, "coordinate"),
    lastSeen: textIn(row, "last_seen"),
    live: numberIn(row, "live") === 1,
    onlyPerhaps: numberIn(row, "firm") === 0,
  }));
}

/** Undefined: nothing can match, the contract is not known. */
async function conditionsOf(
  session: Session,
  { contract, consumer, environment, since }: EvidenceFilter,
): Promise<Conditions | undefined> {
  const id = contract === undefined ? undefined : await contractId(session, contract);
  if (contract !== undefined && id === undefined) return undefined;
  return conditions([
    ["e.contract = ?", id],
    ["e.consumer = ?", consumer],
    ["e.environment in (?, '')", environment],
    ["e.last_seen >= ?", since],
  ]);
}

type Cards = ReadonlyMap<string, KnownEvidence>;

async function cards(session: Session, which: Conditions): Promise<Cards> {
  const rows = await session.all(`select e.* from evidence e where ${which.sql}`, which.values);
  const seen = await session.all(
    `select s.* from evidence e
     join sighting s on s.contract = e.contract and s.evidence = e.id
     where ${which.sql}`,
    which.values,
  );
  return cardsIn(rows, seen, await contractNames(session));
}

function cardsIn(
  rows: readonly Row[],
  seen: readonly Row[],
  names: ReadonlyMap<number, string>,
): Cards {
  const sightings = Map.groupBy(
    seen,
    (row) => `${numberIn(row, "contract")}.${numberIn(row, "evidence")}`,
  );
  const found = new Map<string, KnownEvidence>();
  for (const row of rows) {
    const id = idOf(row);
    if (found.has(id)) continue;
    found.set(id, {
      id,
      contract: names.get(numberIn(row, "contract")) ?? "",
      consumer: textIn(row, "consumer"),
      ...optionalText("environment", row, "environment"),
      kind: textIn(row, "kind"),
      file: textIn(row, "file"),
      firstSeen: textIn(row, "first_seen"),
      lastSeen: textIn(row, "last_seen"),
      sightings: (sightings.get(id) ?? []).map((one) => sightingIn(one)).sort(byLastSeen),
      uses: numberIn(row, "uses"),
      dangling: numberIn(row, "dangling"),
    });
  }
  return found;
}

/** The numbers that an id of evidence stands for. */
function numbersOf(id: string): { readonly contract: number; readonly evidence: number } {
  const [contract, evidence] = id.split(".", 2).map(Number);
  return { contract: contract ?? 0, evidence: evidence ?? 0 };
}

/** The id of the evidence that a row is or belongs to. */
function idOf(row: Row): string {
  return `${numberIn(row, "contract")}.${numberIn(row, "id")}`;
}

function sightingIn(row: Row): Sighting {
  return {
    ...optionalText("version", row, "version"),
    ...optionalText("against", row, "against"),
    firstSeen: textIn(row, "first_seen"),
    lastSeen: textIn(row, "last_seen"),
  };
}

function byLastSeen(one: Sighting, other: Sighting): number {
  return (
    descending(one.lastSeen, other.lastSeen) || descending(one.version ?? "", other.version ?? "")
  );
}

function byAge(one: KnownEvidence, other: KnownEvidence): number {
  const name = (card: KnownEvidence): string =>
    JSON.stringify([card.contract, card.consumer, card.environment, card.kind, card.id]);
  return descending(one.lastSeen, other.lastSeen) || -descending(name(one), name(other));
}

function descending(one: string, other: string): number {
  if (one === other) return 0;
  return one > other ? -1 : 1;
}
