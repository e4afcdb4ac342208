import type { Contract } from "../../model/contract.ts";
import { pairDeclarations } from "./pair-declarations.ts";
import { pairOperations } from "./pair-operations.ts";
import type { Pairing } from "./pairing.ts";

/** Pairs a copy with the contract: by shape where names mean nothing on the wire, else by name. */
export function pairCopy(copy: Contract, contract: Contract): Pairing {
  return contract.format === "openapi"
    ? pairOperations(copy, contract)
    : pairDeclarations(copy, contract);
}
