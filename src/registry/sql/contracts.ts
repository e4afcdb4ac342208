import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { DriftError } from "../../errors.ts";
import type { Format } from "../../model/contract.ts";
import { canonicalJson, isJsonObject } from "../../model/json.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Row, Session } from "../database.ts";
import { bytesIn, listIn, numberIn, optionalText, orNull, textIn } from "../rows.ts";
import type { ContractVersion, PublishedVersion, RegisteredContract } from "../store.ts";
import { contractId, lockContract } from "./contract-row.ts";
import type { ContractRow } from "./contract-row.ts";
import { ensureServices } from "./services.ts";

/** Keeps a version; see `RegistryStore.publish`. */
export async function publish(
  session: Session,
  published: PublishedVersion,
): Promise<"added" | "unchanged"> {
  const row = await lockContract(session, published.contract);
  refuseOtherFormat(row, published);
  const texts = [...published.texts].map(([path, text]) => ({ path, text, digest: sha256(text) }));
  const digest = contractDigest(published, texts);
  const known = await versionNamed(session, row.id, published.version);
  if (known !== undefined && known.digest !== digest) throw otherContent(published);
  if (known === undefined)
    await insertVersion(session, row, { ...published, digest, files: texts });
  for (const label of published.labels) {
    await session.run(
      `insert into contract_label (contract, label, version) values (?, ?, ?)
       on conflict (contract, label) do update set version = excluded.version`,
      [row.id, label, known?.id ?? row.nextVersion],
    );
  }
  return known === undefined ? "added" : "unchanged";
}

interface TextFile {
  readonly path: string;
  readonly text: string;
  readonly digest: string;
}

interface NewVersion extends PublishedVersion {
  readonly digest: string;
  readonly files: readonly TextFile[];
}

async function insertVersion(
  session: Session,
  { id: contract, nextVersion: id }: ContractRow,
  added: NewVersion,
): Promise<void> {
  const { format, provider, version, branch, commit, publishedAt, owners } = added;
  await session.run(
    "update contract set format = ?, provider = coalesce(?, provider), next_version = ? where id = ?",
    [format, orNull(provider), id + 1, contract],
  );
  if (provider !== undefined) await ensureServices(session, [provider]);
  await session.run(
    `insert into contract_version
       (contract, id, version, branch, commit_id, published_at, digest, owners, reading)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      contract,
      id,
      version,
      orNull(branch),
      orNull(commit),
      publishedAt,
      added.digest,
      JSON.stringify(owners),
      canonicalJson(added.reading),
    ],
  );
  for (const { path, text, digest } of added.files) {
    const found = await session.all(
      "select digest from contract_text where contract = ? and digest = ?",
      [contract, digest],
    );
    if (found.length === 0) {
      await session.run("insert into contract_text (contract, digest, content) values (?, ?, ?)", [
        contract,
        digest,
        gzipSync(text),
      ]);
    }
    await session.run(
      "insert into contract_file (contract, version, path, digest) values (?, ?, ?, ?)",
      [contract, id, path, digest],
    );
  }
}

function contractDigest({ reading, format }: PublishedVersion, files: readonly TextFile[]): string {
  const parts = files.map(({ path, digest }) => `${digest} ${path}`).sort();
  return sha256([format, canonicalJson(reading), ...parts].join("\n"));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

async function versionNamed(
  session: Session,
  contract: number,
  version: string,
): Promise<{ readonly id: number; readonly digest: string } | undefined> {
  const [row] = await session.all(
    "select id, digest from contract_version where contract = ? and version = ?",
    [contract, version],
  );
  return row && { id: numberIn(row, "id"), digest: textIn(row, "digest") };
}

/** Every contract by name; see `RegistryStore.contracts`. */
export async function contracts(session: Session): Promise<readonly RegisteredContract[]> {
  const rows = await session.all(
    `select c.name, c.format, c.provider,
       (select count(*) from contract_version v where v.contract = c.id) as versions,
       (select v.version from contract_version v where v.contract = c.id
        order by v.published_at desc, v.id desc limit 1) as latest,
       (select count(distinct e.consumer) from evidence e where e.contract = c.id) as consumers
     from contract c`,
  );
  return rows
    .map((row) => ({
      name: textIn(row, "name"),
      ...formatIn(row),
      ...optionalText("provider", row, "provider"),
      versions: numberIn(row, "versions"),
      ...optionalText("latest", row, "latest"),
      consumers: numberIn(row, "consumers"),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The versions of a contract; see `RegistryStore.versions`. */
export async function versions(
  session: Session,
  contract: string,
): Promise<readonly ContractVersion[]> {
  const id = await contractId(session, contract);
  if (id === undefined) return [];
  const labels = await session.all("select label, version from contract_label where contract = ?", [
    id,
  ]);
  const rows = await session.all(
    `select v.id, v.version, v.branch, v.commit_id, v.published_at, v.digest, v.owners, v.reading,
       c.format, c.provider
     from contract_version v join contract c on c.id = v.contract
     where v.contract = ? order by v.published_at desc, v.id desc`,
    [id],
  );
  return rows.flatMap((row) => {
    const { format } = formatIn(row);
    if (format === undefined) return [];
    return {
      contract,
      format,
      ...optionalText("provider", row, "provider"),
      version: textIn(row, "version"),
      ...optionalText("branch", row, "branch"),
      ...optionalText("commit", row, "commit_id"),
      publishedAt: textIn(row, "published_at"),
      digest: textIn(row, "digest"),
      owners: listIn(row, "owners"),
      labels: labels
        .filter((label) => label["version"] === row["id"])
        .map((label) => textIn(label, "label"))
        .sort(),
      reading: readingIn(row),
    };
  });
}

/** The texts of a version; see `RegistryStore.texts`. */
export async function texts(
  session: Session,
  contract: string,
  version: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  const rows = await session.all(
    `select f.path, t.content
     from contract c
     join contract_version v on v.contract = c.id
     join contract_file f on f.contract = v.contract and f.version = v.id
     join contract_text t on t.contract = f.contract and t.digest = f.digest
     where c.name = ? and v.version = ? order by f.path`,
    [contract, version],
  );
  if (rows.length === 0) return undefined;
  return new Map(
    rows.map((row) => [
      textIn(row, "path"),
      Buffer.from(gunzipSync(bytesIn(row, "content"))).toString("utf8"),
    ]),
  );
}

function formatIn(row: Row): { readonly format?: Format } {
  const { format } = row;
  return format === "openapi" || format === "graphql" || format === "protobuf" ? { format } : {};
}

function readingIn(row: Row): JsonObject {
  const value: unknown = JSON.parse(textIn(row, "reading"));
  return isJsonObject(value) ? value : {};
}

function refuseOtherFormat(row: ContractRow, { contract, format }: PublishedVersion): void {
  if (row.format === undefined || row.format === format) return;
  throw new DriftError({
    code: "usage",
    message: `The contract ${contract} is ${row.format}; this version of it would be ${format}.`,
    hint: "A contract of another format is another contract: give it another name.",
  });
}

function otherContent({ contract, version }: PublishedVersion): DriftError {
  return new DriftError({
    code: "usage",
    message: `${contract} ${version} is published already, with other content.`,
    hint: "Published versions never change: give this one a version of its own.",
  });
}
