import { z } from "zod";

const text = z.string().min(1);

/** The form of a change's key, as reports show it. */
const KEY = /^[0-9a-f]{16}$/;

const entry = z.strictObject({
  key: z
    .string()
    .regex(KEY, 'is no key of a change: 16 hex digits in quotes, such as "ded9cfc3b7eb82f3"')
    .meta({ description: "The key of the change, as reports show it. In quotes." }),
  reason: text.meta({ description: "Why the change is right nevertheless." }),
  owner: text.meta({ description: "Who answers for it." }),
  expires: text.meta({
    description:
      "The last day it holds (2027-01-31), or the release that ends it (release v2.0): that one or a later one being tagged.",
  }),
  decision: text.exactOptional().meta({
    description: "The address of the decision: a ticket, an architecture decision record.",
  }),
  consumers: z.array(text).min(1).exactOptional().meta({
    description:
      "The consumers it speaks for; the change still blocks where it hits others. Default: the whole contract, whoever uses it.",
  }),
  contract: text
    .exactOptional()
    .meta({ description: "The contract, for people and `waive prune`." }),
  change: text.exactOptional().meta({ description: "What changes, for people only." }),
  "made-for": z.strictObject({ before: text, after: text }).exactOptional().meta({
    description:
      "The contract's content that it was written for. Once it is merged it excuses exactly this, and never a later change of the same element.",
  }),
});

/** A file of waivers. Every key is known: what is not listed here is refused. */
export const waiversSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  waivers: z.array(entry).meta({ description: "Changes that somebody answers for." }),
});

/** The file as written, checked but not resolved. */
export type WaiversText = z.infer<typeof waiversSchema>;

/** The JSON Schema (2020-12) of waiver files, for editors and other tools. */
export function waiversJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(waiversSchema);
  return {
    $schema,
    $id: "urn:contract-drift:waivers:1",
    title: "contract-drift waivers",
    description:
      "contract-drift.waivers.yaml and contract-drift.baseline.yaml: changes that somebody answers for, until when, and why.",
    ...schema,
  };
}
