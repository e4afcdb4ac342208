import { joinCatalogs, readCatalog } from "../evidence/backstage/catalog.ts";
import type { Catalog } from "../evidence/backstage/catalog.ts";
import { CODEOWNERS_PATHS, parseCodeowners } from "../evidence/codeowners.ts";
import type { OwnerRule } from "../evidence/codeowners.ts";
import { ownersOfContract, providersOfContract } from "../evidence/owners.ts";
import { documentParser } from "../evidence/yaml-documents.ts";
import { DriftError } from "../errors.ts";
import { parseDocument } from "../formats/document/parse-document.ts";
import type { SourceTree } from "../model/source-tree.ts";
import type { Consumer } from "../model/usage.ts";
import type { FoundContract } from "./config/discover.ts";

/** Who answers for what, as files of a tree say it. */
export interface Ownership {
  readonly codeowners: readonly OwnerRule[];
  readonly catalog: Catalog;
}

/** The CODEOWNERS file and the catalogues of a tree; what cannot be read says nothing. */
export async function ownershipIn(tree: SourceTree): Promise<Ownership> {
  return { codeowners: await codeownersIn(tree), catalog: await catalogIn(tree) };
}

/** The CODEOWNERS file of a tree; empty where it has none or it cannot be read. */
export async function codeownersIn(tree: SourceTree): Promise<readonly OwnerRule[]> {
  for (const path of CODEOWNERS_PATHS) {
    const text = await tree.read(path).catch(() => undefined);
    if (text !== undefined) return parseCodeowners(text);
  }
  return [];
}

const parse = documentParser(parseDocument);

/** Catalogues have this name wherever they stand (Backstage's own discovery looks for it). */
const CATALOG = /(?:^|\/)catalog-info\.ya?ml$/;

async function catalogIn(tree: SourceTree): Promise<Catalog> {
  const paths = (await tree.list()).filter((path) => CATALOG.test(path));
  return joinCatalogs(await Promise.all(paths.map((path) => readOne(tree, path))));
}

async function readOne(tree: SourceTree, path: string): Promise<Catalog> {
  try {
    const documents = parse(path, (await tree.read(path)) ?? "");
    return readCatalog(
      documents.map(({ value }) => value),
      path,
    );
  } catch (error) {
    if (error instanceof DriftError) return joinCatalogs([]);
    throw error;
  }
}

/** Who answers for a contract: as configured, then the owners of its files, else as catalogued. */
export function contractOwners(
  { name, config, entries }: FoundContract,
  { codeowners, catalog }: Ownership,
): readonly string[] {
  const configured = [config.owner, config.team].filter((one) => one !== undefined);
  const found = ownersOfContract({ name, files: entries }, codeowners, catalog);
  return [...new Set([...configured, ...found])];
}

/** The services that a catalogue says provide a contract. */
export function contractProviders(
  { name, entries }: FoundContract,
  { catalog }: Ownership,
): readonly Consumer[] {
  return providersOfContract({ name, files: entries }, catalog);
}
