/**
 * What a removal does whose window has closed: pass, block while known users remain, or block in any
 * case. From lenient to strict.
 */
export const REMOVAL_RULES = ["allow", "block-if-used", "block"] as const;

export type RemovalRule = (typeof REMOVAL_RULES)[number];
