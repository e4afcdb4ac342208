import type { Dialect } from "../database.ts";
import type { Migration } from "./migration.ts";

/**
 * The first form of the registry. Every key of a contract's rows starts with the contract, so that
 * they can be spread over servers by it. Numbers are given by the client (`contract.next_…`),
 * never by sequences; dates and moments are texts in UTC, written by the client.
 */
export const registry: Migration = {
  number: 1,
  statements: (dialect) => [
    ...contracts(dialect),
    ...services,
    ...evidence(dialect),
    ...uses(dialect),
    ...(dialect.name === "sqlite" ? statistics : []),
  ],
};

function contracts({ bytes }: Dialect): readonly string[] {
  return [
    `create table contract (
      id integer primary key,
      name text not null unique,
      format text,
      provider text,
      next_version integer not null,
      next_element integer not null,
      next_evidence integer not null
    )`,
    `create table contract_version (
      contract integer not null references contract (id),
      id integer not null,
      version text not null,
      branch text,
      commit_id text,
      published_at text not null,
      digest text not null,
      owners text not null,
      reading text not null,
      primary key (contract, id),
      unique (contract, version)
    )`,
    `create table contract_label (
      contract integer not null,
      label text not null,
      version integer not null,
      primary key (contract, label),
      foreign key (contract, version) references contract_version (contract, id)
    )`,
    // Equal texts of a contract's versions are kept once, compressed (RFC 1952).
    `create table contract_text (
      contract integer not null,
      digest text not null,
      content ${bytes} not null,
      primary key (contract, digest)
    )`,
    `create table contract_file (
      contract integer not null,
      version integer not null,
      path text not null,
      digest text not null,
      primary key (contract, version, path),
      foreign key (contract, version) references contract_version (contract, id),
      foreign key (contract, digest) references contract_text (contract, digest)
    )`,
  ];
}

const services: readonly string[] = [
  `create table service (
      name text primary key,
      declared integer not null,
      team text,
      contacts text not null,
      aliases text not null,
      environment text,
      profile text
    )`,
  `create table deployment (
      environment text not null,
      service text not null,
      target text not null,
      version text not null,
      since text not null,
      kind text not null,
      until text,
      primary key (environment, service, target, version, since)
    )`,
  `create index deployment_of on deployment (service, version)`,
];

function evidence({ clustered }: Dialect): readonly string[] {
  return [
    // Coordinates are long and met often: uses hold their number.
    `create table element (
      contract integer not null references contract (id),
      id integer not null,
      coordinate text not null,
      primary key (contract, id),
      unique (contract, coordinate)
    ) ${clustered}`,
    // The digest is of what the evidence shows; the same uses again are the same evidence.
    `create table evidence (
      contract integer not null references contract (id),
      id integer not null,
      digest text not null,
      consumer text not null,
      environment text not null,
      kind text not null,
      file text not null,
      first_seen text not null,
      last_seen text not null,
      uses integer not null,
      dangling integer not null,
      primary key (contract, id),
      unique (contract, digest)
    ) ${clustered}`,
    `create index evidence_of on evidence (consumer)`,
    `create table sighting (
      contract integer not null,
      evidence integer not null,
      version text not null,
      against text not null,
      first_seen text not null,
      last_seen text not null,
      primary key (contract, evidence, version),
      foreign key (contract, evidence) references evidence (contract, id)
    ) ${clustered}`,
  ];
}

function uses({ clustered }: Dialect): readonly string[] {
  return [
    `create table usage (
      contract integer not null,
      evidence integer not null,
      element integer not null,
      operation integer not null,
      mode integer not null,
      item text,
      line integer,
      seen text,
      count bigint,
      primary key (contract, evidence, element, operation, mode)
    ) ${clustered}`,
    // Holds all that it takes to tell when an element was last used.
    `create index usage_of on usage (contract, element, evidence, operation, mode, seen)`,
    `create table dangling_use (
      contract integer not null,
      evidence integer not null,
      coordinate text not null,
      reason text not null,
      item text,
      line integer,
      primary key (contract, evidence, coordinate)
    ) ${clustered}`,
  ];
}

/**
 * SQLite plans by guesses until it has statistics, and guesses that the rows of a contract are few.
 * These are the sizes of a typical registry, written down as `analyze` does, so that plans do not
 * depend on when it ran (https://sqlite.org/fileformat2.html#stat1tab).
 */
const statistics: readonly string[] = [
  "analyze",
  ...[
    ["usage", "usage", "1000000 20000 100 2 2 1"],
    ["usage", "usage_of", "1000000 20000 20 1 1 1 1"],
    ["element", "element", "50000 1000 1"],
    ["element", "sqlite_autoindex_element_2", "50000 1000 1"],
    ["evidence", "evidence", "10000 200 1"],
    ["evidence", "sqlite_autoindex_evidence_2", "10000 200 1"],
    ["evidence", "evidence_of", "10000 20"],
    ["sighting", "sighting", "20000 400 2 1"],
  ].map(
    ([table = "", index = "", sizes = ""]) =>
      `insert into sqlite_stat1 (tbl, idx, stat) values ('${table}', '${index}', '${sizes}')`,
  ),
  "analyze sqlite_schema",
];
