import type { Contract } from "../../model/contract.ts";
import type { Operation } from "../../model/operation.ts";
import { indexOf } from "./contract-index.ts";

/**
 * The method that a text names: `shop.v1.Stock/Reserve`, with a leading dot or slash, and where it is
 * the only one of its name also without the package (`Stock/Reserve`).
 */
export function rpcOperation(contract: Contract, text: string): Operation | undefined {
  const name = text.replace(/^[./]+/, "");
  const known = indexOf(contract).operations.get(name);
  if (known !== undefined) return known;
  const [service, method] = name.split("/");
  if (method === undefined || service === undefined || service.includes(".")) return undefined;
  const ends = contract.operations.filter((one) => one.coordinate.endsWith(`.${name}`));
  return ends.length === 1 ? ends[0] : undefined;
}
