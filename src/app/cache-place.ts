/** Where what a run has worked out is kept for later ones, from the folder of the configuration's tree. */
export const CACHE = [".contract-drift", "cache"] as const;
