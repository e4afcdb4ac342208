import { DriftError } from "../../errors.ts";
import type { ReadResult } from "../../formats/reader.ts";
import type { Format } from "../../model/contract.ts";
import type { Consumer } from "../../model/usage.ts";
import type { ContractVersion, RegistryStore } from "../../registry/store.ts";
import type { PublishAnswer, PublishedContract } from "../../report/registry-answers.ts";
import { headBranch } from "../../sources/git-head.ts";
import { findRepository, headCommit } from "../../sources/git.ts";
import { openSource, parseSource } from "../../sources/spec.ts";
import { contractNamed, openCatalogue } from "../contracts.ts";
import { loadEntries, loadFound, loadTree } from "../load.ts";
import { contractOwners, contractProviders, ownershipIn } from "../owners.ts";
import { declaredServices } from "./declared.ts";
import type { Reading } from "./reading.ts";
import { readingToJson } from "./reading.ts";
import { sdkLabel } from "./sdk-labels.ts";
import { readTexts } from "./shelf.ts";

/** What `registry publish` is asked. */
export interface PublishRequest {
  readonly folder: string;
  readonly config?: string;
  /** Default: every contract of the configuration. */
  readonly contract?: string;
  /** A file, a folder, `REVISION:PATH` or `-` that holds the contract, instead of the configuration. */
  readonly source?: string;
  /** Default: the commit. */
  readonly version?: string;
  /**
   * The service that serves the contract. Default: the one that served it before, else the one that
   * a catalogue says provides it, else the contract's name.
   */
  readonly service?: string;
  readonly branch?: string;
  readonly commit?: string;
  readonly owners: readonly string[];
  readonly labels: readonly string[];
  /** Client libraries that speak this version: `@shop/orders-sdk`, `@shop/orders-sdk@2.3.0`. */
  readonly sdks?: readonly string[];
  readonly now: string;
}

/** A contract as it was read, ready to be published. */
interface Publishable {
  readonly name: string;
  readonly format: Format;
  readonly result: ReadResult;
  readonly reading: Reading;
  readonly owners: readonly string[];
  /** The services that a catalogue says provide it. */
  readonly providers: readonly Consumer[];
  readonly commit?: string;
}

/** Publishes contract versions: all of them are read before the first one is kept. */
export async function publishContracts(
  store: RegistryStore,
  request: PublishRequest,
): Promise<PublishAnswer> {
  const found = await (request.source === undefined
    ? configured(request)
    : named(request, request.source));
  const home = await gitHome(request);
  const known = new Map((await store.contracts()).map(({ name, provider }) => [name, provider]));
  const versions = await Promise.all(
    found.map(async (one) => {
      const provider = request.service ?? known.get(one.name) ?? catalogued(one) ?? one.name;
      return { one, version: await versionOf(one, { ...request, service: provider }, home) };
    }),
  );
  await store.declare(
    declaredServices(
      await store.services(),
      versions.flatMap(({ one, version }) =>
        one.providers.filter(({ service }) => service === version.provider),
      ),
    ),
  );
  const published: PublishedContract[] = [];
  for (const { one, version } of versions) {
    const { provider = "" } = version;
    const state = await store.publish({ ...version, texts: one.result.texts });
    const { operations, types } = one.result.contract;
    published.push({
      contract: one.name,
      format: one.format,
      service: provider,
      version: version.version,
      state,
      size: { operations: operations.length, types: types.size },
    });
  }
  return { registry: store.label, published };
}

/** Where several services provide the same contract, people say which one it is. */
function catalogued({ providers }: Publishable): string | undefined {
  return providers.length === 1 ? providers[0]?.service : undefined;
}

async function configured({
  folder,
  config,
  contract,
}: PublishRequest): Promise<readonly Publishable[]> {
  const catalogue = await openCatalogue(folder, config).catch((error: unknown) => {
    throw config === undefined && isMissing(error) ? withSource(error) : error;
  });
  const wanted =
    contract === undefined
      ? [...catalogue.contracts.values()]
      : [contractNamed(contract, catalogue)];
  const ownership = await ownershipIn(catalogue.tree);
  const read: Publishable[] = [];
  for (const found of wanted) {
    const { result, format, entries } = await loadFound(found, catalogue.tree);
    const { includePaths } = found;
    const { roots, settings, surfaces } = found.config;
    read.push({
      name: found.name,
      format,
      result,
      reading: {
        entries,
        includePaths,
        ...(roots === undefined ? {} : { roots }),
        ...(settings === undefined ? {} : { settings }),
        ...(surfaces === undefined ? {} : { surfaces }),
      },
      owners: contractOwners(found, ownership),
      providers: contractProviders(found, ownership),
    });
  }
  return read;
}

function isMissing(error: unknown): error is DriftError {
  return error instanceof DriftError && error.code === "bad-config" && error.place === undefined;
}

/** A contract can be published without any configuration. */
function withSource({ code, message }: DriftError): DriftError {
  const hint =
    "Name the contract and its file: `contract-drift registry publish NAME --from FILE`. Or write a configuration with `contract-drift init`.";
  return new DriftError({ code, message, hint });
}

const NOBODY: Pick<Publishable, "owners" | "providers"> = { owners: [], providers: [] };

async function named(
  { folder, contract }: PublishRequest,
  spec: string,
): Promise<readonly Publishable[]> {
  if (contract === undefined) {
    throw new DriftError({
      code: "usage",
      message: "A contract that comes from a named source needs a name.",
      hint: "Write `contract-drift registry publish NAME --from SOURCE`.",
    });
  }
  const source = await openSource(parseSource(spec, folder), { folder });
  try {
    const { result, format, entries } =
      source.entry === undefined
        ? await loadTree(source.tree)
        : await loadEntries(source.tree, [source.entry]);
    const { commit } = source;
    const place = commit === undefined ? {} : { commit };
    return [{ name: contract, format, result, reading: { entries }, ...NOBODY, ...place }];
  } finally {
    source.close();
  }
}

interface GitHome {
  readonly branch?: string;
  readonly commit?: string;
}

async function gitHome({ folder }: PublishRequest): Promise<GitHome> {
  const repository = await findRepository(folder);
  if (repository === undefined) return {};
  const commit = await headCommit(repository);
  const branch = await headBranch(repository);
  return {
    ...(commit === undefined ? {} : { commit }),
    ...(branch === undefined ? {} : { branch }),
  };
}

async function versionOf(
  one: Publishable,
  request: PublishRequest & { readonly service: string },
  home: GitHome,
): Promise<Omit<ContractVersion, "digest">> {
  const commit = request.commit ?? one.commit ?? home.commit;
  // A revision that was named need not be on the branch that is checked out.
  const branch = request.branch ?? (one.commit === undefined ? home.branch : undefined);
  const version = request.version ?? commit;
  if (version === undefined) {
    throw new DriftError({
      code: "usage",
      message: `${one.name} has no version: there is no commit to name it after.`,
      hint: "Name it with --version.",
    });
  }
  // What is kept must be readable later, when its surroundings are gone.
  await readTexts(one.result.texts, { ...one.reading, format: one.format }, one.name);
  return {
    contract: one.name,
    format: one.format,
    provider: request.service,
    version,
    ...(branch === undefined ? {} : { branch }),
    ...(commit === undefined ? {} : { commit }),
    publishedAt: request.now,
    owners: request.owners.length > 0 ? request.owners : one.owners,
    labels: [...request.labels, ...(request.sdks ?? []).map((sdk) => sdkLabel(sdk, version))],
    reading: readingToJson(one.reading),
  };
}
