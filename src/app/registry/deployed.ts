import { DriftError, didYouMean } from "../../errors.ts";
import { memoryTree } from "../../model/tree-in-memory.ts";
import type { RegistryStore } from "../../registry/store.ts";
import type { PublishedSide, PublishedSides } from "../check-input.ts";
import { readingFromJson } from "./reading.ts";
import { contractVersion, shelfOf } from "./shelf.ts";
import type { Shelf } from "./shelf.ts";

/**
 * The contract versions that run in an environment, by contract. Rejects (`no-base`) where nothing
 * runs there: comparing with nothing must not look like a verdict.
 */
export async function deployedIn(
  store: RegistryStore,
  environment: string,
): Promise<PublishedSides> {
  const live = await store.live({ environment });
  if (live.length === 0) throw await nothingThere(store, environment);
  const shelf = shelfOf(store);
  const sides = new Map<string, readonly PublishedSide[]>();
  const unpublished: string[] = [];
  for (const { name, provider } of await store.contracts()) {
    const versions = new Set(
      live.filter(({ service }) => service === provider).map(({ version }) => version),
    );
    const found: PublishedSide[] = [];
    for (const version of versions) {
      const side = await sideOf(store, shelf, {
        contract: name,
        version,
        ref: `${environment} (${version})`,
      });
      if (side === undefined) unpublished.push(`${name} ${version}`);
      else found.push(side);
    }
    sides.set(name, found);
  }
  return { environment, sides, unpublished };
}

/** A version of a contract as it was published. Rejects (`usage`) where there is none of that name. */
export async function publishedVersion(
  store: RegistryStore,
  contract: string,
  version: string,
): Promise<PublishedSide> {
  const shelf = shelfOf(store);
  const side = await sideOf(store, shelf, { contract, version, ref: `version ${version}` });
  if (side !== undefined) return side;
  await contractVersion(shelf, store, contract, version);
  throw new Error(`the texts of ${contract} ${version} are gone`);
}

interface Published {
  readonly contract: string;
  readonly version: string;
  /** What people call the side. */
  readonly ref: string;
}

async function sideOf(
  store: RegistryStore,
  shelf: Shelf,
  { contract, version, ref }: Published,
): Promise<PublishedSide | undefined> {
  const published = await shelf.find(contract, version);
  const texts = await store.texts(contract, version);
  if (published === undefined || texts === undefined) return undefined;
  const { entries, includePaths = [] } = readingFromJson(published.reading);
  const { commit } = published;
  return {
    entries,
    includePaths,
    tree: memoryTree(texts, `${contract} ${version}`),
    revision: {
      ref,
      ...(commit === undefined ? {} : { commit }),
    },
  };
}

async function nothingThere(store: RegistryStore, environment: string): Promise<DriftError> {
  const known = await store.environments();
  const nearest = didYouMean(environment, known);
  return new DriftError({
    code: "no-base",
    message: `The registry knows of nothing that runs in ${environment}.`,
    hint:
      nearest !== undefined && nearest !== environment
        ? `Did you mean env:${nearest}?`
        : "Record what runs there: `contract-drift registry deploy SERVICE VERSION --to NAME`.",
  });
}
