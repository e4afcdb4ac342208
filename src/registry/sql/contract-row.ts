import type { Row, Session } from "../database.ts";
import { numberIn, optionalText, textIn } from "../rows.ts";

/** A contract's row, with the numbers that its next parts get. */
export interface ContractRow {
  readonly id: number;
  readonly format?: string;
  readonly provider?: string;
  readonly nextVersion: number;
  readonly nextElement: number;
  readonly nextEvidence: number;
}

/**
 * The row of a contract, made where there is none, for a transaction that will write: until it
 * ends, no other one can write to the same contract, so that numbers are given once.
 */
export async function lockContract(session: Session, name: string): Promise<ContractRow> {
  const known = await touched(session, name);
  if (known !== undefined) return known;
  await session.run(
    `insert into contract (id, name, next_version, next_element, next_evidence)
     select coalesce(max(id), 0) + 1, ?, 1, 1, 1 from contract`,
    [name],
  );
  const made = await touched(session, name);
  if (made === undefined) throw new Error("a row that was just written is not there");
  return made;
}

/** Writing a row, even unchanged, keeps other writers from it. */
async function touched(session: Session, name: string): Promise<ContractRow | undefined> {
  const [row] = await session.all(
    `update contract set next_version = next_version where name = ?
     returning id, format, provider, next_version, next_element, next_evidence`,
    [name],
  );
  return row && contractRow(row);
}

function contractRow(row: Row): ContractRow {
  return {
    id: numberIn(row, "id"),
    ...optionalText("format", row, "format"),
    ...optionalText("provider", row, "provider"),
    nextVersion: numberIn(row, "next_version"),
    nextElement: numberIn(row, "next_element"),
    nextEvidence: numberIn(row, "next_evidence"),
  };
}

/** The number of a contract, or undefined where the registry does not know it. */
export async function contractId(session: Session, name: string): Promise<number | undefined> {
  const [row] = await session.all("select id from contract where name = ?", [name]);
  return row && numberIn(row, "id");
}

/** The names of contracts by their numbers. */
export async function contractNames(session: Session): Promise<ReadonlyMap<number, string>> {
  const rows = await session.all("select id, name from contract");
  return new Map(rows.map((row) => [numberIn(row, "id"), textIn(row, "name")]));
}
