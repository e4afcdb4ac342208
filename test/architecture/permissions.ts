/**
 * What each folder of `src/` may import from the others; a folder may always import from itself.
 * An entry with a slash permits one file only. `errors` and `index` are the files at the root.
 */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  model: [],
  rules: ["model"],
  sources: ["model", "errors"],
  formats: ["model", "errors"],
  diff: ["model", "rules"],
  referee: ["model", "errors"],
  witness: ["model", "rules", "diff", "referee"],
  evidence: ["model", "errors"],
  registry: ["model", "errors"],
  impact: ["model", "rules", "diff", "evidence", "referee", "registry/store"],
  policy: ["model", "rules", "diff", "impact", "errors"],
  report: ["model", "rules", "diff", "impact", "policy"],
  app: [
    "errors",
    "model",
    "rules",
    "sources",
    "formats",
    "diff",
    "referee",
    "witness",
    "evidence",
    "registry",
    "impact",
    "policy",
    "report",
  ],
  server: ["app", "report", "policy", "errors"],
  cli: ["app", "server", "report", "rules", "policy", "errors"],
  index: ["app", "report", "policy", "impact", "diff", "rules", "formats", "model", "errors"],
};

/** Every library that `src/` names, and the folders that may name it. */
export const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  "@apidevtools/swagger-parser": ["formats/openapi"],
  "openapi-types": ["formats/openapi"],
  // The referee must not rest on the reader that it judges, so it parses for itself.
  "js-yaml": ["formats/document", "referee"],
  graphql: ["formats/graphql", "evidence", "referee"],
  protobufjs: ["formats/protobuf", "referee"],
  // Both decode bytes of their own kind: the reader descriptor sets, the referee messages.
  "@bufbuild/protobuf": ["formats/protobuf", "referee"],
  ajv: ["referee"],
  "ajv-formats": ["referee"],
  picomatch: ["sources"],
  zod: ["app", "server"],
  pg: ["registry"],
  commander: ["cli"],
  "ical-generator": ["report"],
};

/** Modules of Node that reach beyond the process' own memory. */
export const AMBIENT_MODULES: ReadonlySet<string> = new Set([
  "node:child_process",
  "node:cluster",
  "node:dgram",
  "node:dns",
  "node:fs",
  "node:fs/promises",
  "node:http",
  "node:http2",
  "node:https",
  "node:net",
  "node:os",
  "node:process",
  "node:readline",
  "node:sqlite",
  "node:tls",
  "node:worker_threads",
]);

/** Folders that may touch files, network, environment and clock. Everything else is a pure function. */
export const MAY_TOUCH_THE_WORLD: readonly string[] = [
  "sources",
  "registry",
  "server",
  "cli",
  "app",
];
