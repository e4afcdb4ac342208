import { z } from "zod";
import { BLOCK_RULES, FAIL_ON, SECURITY_REGRESSION_RULES } from "../../policy/policy.ts";
import { REMOVAL_RULES } from "../../policy/removal-rule.ts";
import { SEVERITIES } from "../../rules/rule.ts";
import { windowSchema } from "./window-schema.ts";

// Words that are also options of the command line are spelt as there; the others as in the API.

const texts = z.array(z.string().min(1)).min(1);
const oneOrMore = z.union([z.string().min(1), texts]);

const severity = z
  .record(z.string(), z.enum([...SEVERITIES, "off"]))
  .meta({ description: "What a rule's findings count as, by rule id. `off` leaves them out." });

const failOn = z
  .enum(FAIL_ON)
  .meta({ description: "The lowest severity that blocks. Default: breaking." });

const block = z.enum(BLOCK_RULES).meta({
  description:
    "Whether a change blocks only where a consumer is known to be hit (`used`), also where that cannot be judged (`used-or-unknown`, the default), or in any case (`always`).",
});

const removalAfterWindow = z.enum(REMOVAL_RULES).meta({
  description:
    "What a removal does after its deprecation window has closed. Default: block-if-used.",
});

const securityRegressions = z.enum(SECURITY_REGRESSION_RULES).meta({
  description:
    "What a change does by which something protected is protected less, though nobody breaks by it. Default: warn.",
});

const surfaces = z
  .array(z.enum(["wire", "json", "source", "promise"]))
  .min(1)
  .meta({ description: "What is promised to consumers." });

const stability = z
  .enum(["draft", "alpha", "beta", "stable"])
  .meta({ description: "How far the contract is promised to stay." });

/** What decides what blocks: of a contract, of a profile; the file itself has most of it, too. */
const judging = {
  severity: severity.exactOptional(),
  "fail-on": failOn.exactOptional(),
  block: block.exactOptional(),
  "removal-after-window": removalAfterWindow.exactOptional(),
  "security-regressions": securityRegressions.exactOptional(),
  window: windowSchema.exactOptional(),
};

const profile = z.strictObject({
  surfaces: surfaces.exactOptional(),
  stability: stability.exactOptional(),
  ...judging,
});

const command = texts.meta({
  description: "The program and its arguments, without a shell in between.",
});

const generate = z
  .union([
    command,
    z.strictObject({
      command,
      files: oneOrMore.exactOptional().meta({
        description: "Globs of further files that it writes, beside `path`; relative to this file.",
      }),
      timeout: z.number().min(1).max(3600).exactOptional().meta({
        description: "How many seconds it may take. Default: 300.",
      }),
    }),
  ])
  .meta({
    description:
      "The command that writes the contract, run on both sides in a checkout of its own. The base's command is run, never the branch's.",
  });

const settings = z
  .strictObject({
    sunsetExtensions: texts
      .exactOptional()
      .meta({ description: "OpenAPI extensions that carry a sunset date, beside x-sunset." }),
    sinceExtensions: texts.exactOptional().meta({
      description:
        "OpenAPI extensions that carry the date of deprecation, beside x-deprecated-since.",
    }),
    sunsetPattern: z.string().min(1).exactOptional().meta({
      description:
        "A regular expression with a group named `date` that finds the sunset in a reason or comment.",
    }),
    strictImports: z
      .boolean()
      .exactOptional()
      .meta({ description: "Stop where a Protobuf import is missing." }),
    validate: z.boolean().exactOptional().meta({
      description: "Note where the text breaks its format's own rules; it is compared anyway.",
    }),
    allowHosts: texts
      .exactOptional()
      .meta({ description: "Hosts that references may be fetched from." }),
  })
  .meta({ description: "How the contract's text is understood." });

const contract = z.strictObject({
  path: oneOrMore.meta({
    description:
      "A file, a folder, or a glob such as services/*/openapi.{yaml,json}; relative to this file.",
  }),
  exclude: oneOrMore.exactOptional().meta({ description: "Globs of files that are no contracts." }),
  together: z.boolean().exactOptional().meta({
    description: "All matching files are one contract (GraphQL, Protobuf). Folders always are.",
  }),
  name: z
    .string()
    .min(1)
    .exactOptional()
    .meta({ description: "The contract's name. Default: its path without extension." }),
  renamedFrom: z.string().min(1).exactOptional().meta({ description: "The name it had before." }),
  format: z
    .enum(["openapi", "graphql", "protobuf"])
    .exactOptional()
    .meta({ description: "Default: detected." }),
  owner: z.string().min(1).exactOptional().meta({ description: "Who answers for it." }),
  team: z.string().min(1).exactOptional().meta({ description: "The team that answers for it." }),
  include: oneOrMore
    .exactOptional()
    .meta({ description: "Protobuf: folders that imports are looked up in." }),
  profile: z.string().min(1).exactOptional().meta({
    description: "A profile of this file whose settings hold where the contract says nothing.",
  }),
  generate: generate.exactOptional(),
  surfaces: surfaces.exactOptional(),
  roots: z.enum(["both", "input", "output", "none"]).exactOptional().meta({
    description: "Protobuf: the direction of messages that no RPC reaches. Default: both.",
  }),
  stability: stability.exactOptional(),
  settings: settings.exactOptional(),
  ...judging,
});

/** The configuration file. Every key is known: what is not listed here is refused. */
export const configSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  contracts: z
    .array(z.union([z.string().min(1), contract]))
    .min(1)
    .meta({ description: "The contracts to check: paths or globs, or objects with more to say." }),
  consumers: oneOrMore.exactOptional().meta({
    description: "Consumer manifests. Default: consumers/*.{yaml,yml}, where that folder exists.",
  }),
  waivers: oneOrMore.exactOptional().meta({
    description:
      "Files of waivers. Default: contract-drift.waivers.yaml and contract-drift.baseline.yaml beside this file.",
  }),
  base: z.string().min(1).exactOptional().meta({
    description: "The branch that work is merged into. Default: the repository's default branch.",
  }),
  profiles: z.record(z.string().min(1), profile).exactOptional().meta({
    description: "Settings by a name that contracts refer to: `profile: public`.",
  }),
  ...judging,
});

/** The configuration as written, checked but not resolved. */
export type ConfigText = z.infer<typeof configSchema>;

/** One entry of `contracts` in its long form. */
export type ContractText = z.infer<typeof contract>;

/** The JSON Schema (2020-12) of the configuration file, for editors and other tools. */
export function configJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(configSchema);
  return {
    $schema,
    $id: "urn:contract-drift:config:1",
    title: "contract-drift configuration",
    description: "contract-drift.yaml: which contracts are checked, against what, and what blocks.",
    ...schema,
  };
}
