import { DriftError, didYouMean } from "../../errors.ts";
import { resolveUse } from "../../evidence/resolve/elements-of.ts";
import { findElement } from "../../evidence/resolve/find-element.ts";
import type { FoundElement } from "../../evidence/resolve/find-element.ts";
import type { Contract } from "../../model/contract.ts";
import type { Coordinate } from "../../model/element.ts";
import type { KnownUse, RegistryStore } from "../../registry/store.ts";
import type { ConsumersAnswer } from "../../report/registry-answers.ts";
import { listedConsumers } from "./consumer-cards.ts";
import { grainOf } from "./grain.ts";
import { requireEnvironment } from "./known-names.ts";
import { shelfOf } from "./shelf.ts";

/** What `consumers` is asked. */
export interface ConsumersQuestion {
  readonly contract: string;
  /** An element, an operation or a place of use. Absent: the contract as a whole. */
  readonly coordinate?: string;
  readonly environment?: string;
}

/** Who uses a contract or an element of it. Rejects (`usage`) for what nobody has heard of. */
export async function askConsumers(
  store: RegistryStore,
  question: ConsumersQuestion,
): Promise<ConsumersAnswer> {
  const { contract: name, coordinate, environment } = question;
  await requireContract(store, name);
  await requireEnvironment(store, environment);
  const shelf = shelfOf(store);
  const [latest] = await shelf.versions(name);
  const contract = latest && (await shelf.read(latest)).result.contract;
  const place = environment === undefined ? {} : { environment };
  const sought =
    coordinate === undefined ? EVERYTHING : await soughtIn(store, { name, contract, coordinate });
  const uses = await store.uses({
    contract: name,
    ...place,
    ...(sought.coordinates === undefined ? {} : { coordinates: sought.coordinates }),
  });
  const evidence = await store.evidence({ contract: name, ...place });
  const consumers = await listedConsumers(
    store,
    uses.filter((use) => sought.matches(use)),
  );
  const grain = contract && (await grainOf(store, { name, contract }, evidence));
  const { element } = sought;
  const open = [
    ...(grain?.uncovered ?? []),
    ...(element === undefined ? [] : (grain?.mayMeet(element) ?? [])),
  ];
  const found = new Set(consumers.map(({ consumer }) => consumer));
  return {
    contract: name,
    ...(latest === undefined ? {} : { version: latest.version }),
    ...(coordinate === undefined ? {} : { coordinate }),
    ...(element === undefined ? {} : { element }),
    consumers,
    uncovered: [...new Set(open)].filter((one) => !found.has(one)).sort(),
    known: new Set(evidence.map(({ consumer }) => consumer)).size,
  };
}

/** Which uses are asked for. */
interface Sought {
  /** The declaration that a person's text stands for. */
  readonly element?: Coordinate;
  /** Use coordinates that can match. Absent: all of them. */
  readonly coordinates?: readonly Coordinate[];
  matches(use: KnownUse): boolean;
}

const EVERYTHING: Sought = { matches: () => true };

interface Text {
  readonly name: string;
  readonly contract: Contract | undefined;
  readonly coordinate: string;
}

async function soughtIn(store: RegistryStore, text: Text): Promise<Sought> {
  const known = (await store.activity(text.name)).map(({ coordinate }) => coordinate);
  const { contract, coordinate } = text;
  const found = contract && findElement(contract, coordinate);
  if (contract !== undefined && found !== undefined && !("suggestion" in found)) {
    return usesOf(found, contract, known);
  }
  const coordinates = known.filter((one) => one === coordinate || isBelow(one, coordinate));
  if (coordinates.length > 0) return { coordinates, matches: () => true };
  const suggestion = found !== undefined && "suggestion" in found ? found.suggestion : undefined;
  throw unknownElement(text, suggestion ?? didYouMean(coordinate, known));
}

/** Every use that leads to an element: at any place, through any operation. */
function usesOf(
  { coordinate: element, kind }: FoundElement,
  contract: Contract,
  known: readonly Coordinate[],
): Sought {
  const meets = (coordinate: Coordinate): boolean =>
    resolveUse(contract, coordinate)?.elements.includes(element) ?? false;
  if (kind !== "operation") {
    return { element, coordinates: known.filter((one) => meets(one)), matches: () => true };
  }
  // Uses of elements can say by which operation they were met.
  return {
    element,
    matches: ({ coordinate, operation }) => operation === element || meets(coordinate),
  };
}

/** Whether a coordinate stands for a part of what another one stands for. */
function isBelow(coordinate: Coordinate, above: string): boolean {
  if (!coordinate.startsWith(above)) return false;
  const next = coordinate[above.length] ?? "";
  // In `GET /orders/{}` the path goes on after a slash or a brace: another operation.
  return above.split(" ").length === 2 ? next === " " : /[\s.[{<(#=/]/.test(next);
}

async function requireContract(store: RegistryStore, name: string): Promise<void> {
  const known = (await store.contracts()).map((one) => one.name);
  if (known.includes(name)) return;
  const nearest = didYouMean(name, known);
  throw new DriftError({
    code: "usage",
    message: `The registry has never heard of a contract named ${JSON.stringify(name)}.`,
    hint:
      nearest === undefined
        ? "`contract-drift registry contracts` lists those that it knows."
        : `Did you mean ${nearest}?`,
  });
}

function unknownElement({ name, coordinate }: Text, nearest: string | undefined): DriftError {
  return new DriftError({
    code: "usage",
    message: `Neither the contract ${name} nor any evidence has ${coordinate}.`,
    hint:
      nearest === undefined
        ? "Name it as reports do: `#schemas.Order.status`, `GET /orders/{}`, `Query.order(id:)`, `shop.v1.Item.sku#1`."
        : `Did you mean ${nearest}?`,
  });
}
