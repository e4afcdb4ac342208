import type { Consumer } from "../model/usage.ts";
import type { Catalog, CatalogApi, EntityRef } from "./backstage/catalog.ts";
import { nameOfRef, serviceOf } from "./backstage/catalog.ts";
import { ownersOf } from "./codeowners.ts";
import type { OwnerRule } from "./codeowners.ts";

/** A contract as owners know it. */
export interface OwnedContract {
  readonly name: string;
  /** Its files, from the root of the repository. */
  readonly files: readonly string[];
}

/**
 * Whom to ask about a contract: the owners of its files (CODEOWNERS); where nobody owns them, the
 * owner of the API in the catalogue, else of the component that provides it. Owners in a catalogue
 * are for display, not for permission (Backstage's own words).
 */
export function ownersOfContract(
  contract: OwnedContract,
  codeowners: readonly OwnerRule[],
  catalog: Catalog,
): readonly string[] {
  const ofFiles = new Set(contract.files.flatMap((file) => ownersOf(codeowners, file) ?? []));
  return ofFiles.size > 0 ? [...ofFiles] : catalogOwners(contract, catalog);
}

/** The services that provide a contract, as the catalogue says it. */
export function providersOfContract(
  contract: OwnedContract,
  catalog: Catalog,
): readonly Consumer[] {
  return componentsOf(contract, catalog).map((component) => serviceOf(component, catalog));
}

function componentsOf(contract: OwnedContract, { apis, components }: Catalog) {
  const refs = new Set(apis.filter((api) => isMeant(api, contract)).map(({ ref }) => ref));
  return components.filter(({ provides }) =>
    provides.some((ref) => refs.has(ref) || isNamed(ref, contract)),
  );
}

function catalogOwners(contract: OwnedContract, catalog: Catalog): readonly string[] {
  const apis = catalog.apis.filter((api) => isMeant(api, contract));
  const owners = [...apis, ...componentsOf(contract, catalog)].flatMap(({ owner }) => owner ?? []);
  return [...new Set(owners.map((owner) => contactOf(owner, catalog)))].slice(0, MOST_OWNERS);
}

const MOST_OWNERS = 10;

/** An API is a contract by its definition's file, else by its name. */
function isMeant({ ref, definition }: CatalogApi, contract: OwnedContract): boolean {
  return definition === undefined
    ? isNamed(ref, contract)
    : contract.files.includes(definition) || isNamed(ref, contract);
}

function isNamed(ref: EntityRef, { name }: OwnedContract): boolean {
  return nameOfRef(ref) === name.toLowerCase();
}

/** `orders-team <orders@shop.example>`, as far as it is known. */
function contactOf(owner: EntityRef, { groups }: Catalog): string {
  const group = groups.find(({ ref }) => ref === owner);
  const name = group?.name ?? nameOfRef(owner);
  return group?.email === undefined ? name : `${name} <${group.email}>`;
}
