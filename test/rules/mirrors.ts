/** Endings of ids of which the one undoes the other. */
export const OPPOSITES: readonly (readonly [string, string])[] = [
  ["added", "removed"],
  ["narrowed", "widened"],
  ["tightened", "loosened"],
  ["allowed", "forbidden"],
  ["became-required", "became-optional"],
  ["closed", "opened"],
  ["typed", "untyped"],
  ["joined", "split"],
  ["hidden", "exposed"],
  ["raised", "lowered"],
  ["extended", "shortened"],
];

/** Rules whose opposite has another name, or none, and why. */
export const WITHOUT_MIRROR: Readonly<Record<string, string>> = {
  "contract-removed": "A contract that is new has nothing to be compared with.",
  "operation-group-removed": "Operations that come are told one by one.",
  "parameter-serialization-loosened":
    "Its opposite may also change the meaning: parameter-serialization-changed.",
  "security-alternative-added": "An alternative that goes is security-tightened.",
  "oneof-member-added": "A member that goes is field-removed.",
  "reserved-removed": "To reserve more harms nobody and is not told.",
  "extension-range-removed": "To open more numbers harms nobody and is not told.",
  "directive-removed": "A directive that comes is declaration-added.",
};
