import { by, everywhere, INCOMPARABLE, RISKY } from "./levels.ts";
import type { Rule } from "./rule.ts";

/**
 * Rules about what finds an alternative by a value. A discriminator is a hint (OpenAPI 3.1, 4.8.25):
 * the same messages are valid with it and without it, so who reads by it is in danger, at most.
 */
export const DISCRIMINATOR_RULES = {
  "discriminator-changed": {
    title: "Alternatives are told apart by another property",
    explanation: "Every payload is dispatched on another property, or to another type.",
    advice: "Keep the property and its values.",
    area: "type",
    severity: everywhere(INCOMPARABLE),
    wording: "discriminator of {element} changed from {before} to {after}",
    peers: {
      oasdiff: ["request-property-discriminator-property-name-changed"],
      "openapi-diff": ["incompatible.schema.discriminator.changed"],
    },
  },
  "discriminator-added": {
    title: "Alternatives are told apart by a property",
    explanation:
      "Whoever reads now goes by this property. What was sent may lack it, or have a value that selects nothing or another type.",
    advice: "Let every alternative require the property and list the values that select it.",
    area: "type",
    // Harmless where every alternative demanded a value that selects it all along.
    severity: everywhere({
      input: by("variant", { fixed: "compatible" }, "dangerous"),
      output: "compatible",
    }),
    wording: "discriminator {after} was added to {element}",
    peers: {
      oasdiff: [
        "request-body-discriminator-added",
        "request-property-discriminator-added",
        "response-body-discriminator-added",
        "response-property-discriminator-added",
      ],
    },
  },
  "discriminator-removed": {
    title: "Alternatives are no longer told apart by a property",
    explanation: "Readers find the type by this property, whose values are no longer promised.",
    advice: "Keep it, or let every alternative require the property and list its values.",
    area: "type",
    severity: everywhere({
      input: "compatible",
      output: by("variant", { fixed: "compatible" }, "dangerous"),
    }),
    wording: "discriminator {before} was removed from {element}",
    peers: {
      oasdiff: [
        "request-body-discriminator-removed",
        "request-property-discriminator-removed",
        "response-body-discriminator-removed",
        "response-property-discriminator-removed",
      ],
    },
  },
  "discriminator-mapping-changed": {
    title: "A value of the discriminator selects another type",
    explanation: "Payloads with this value are read as another type.",
    advice: "Keep the mapping and add a new value.",
    area: "type",
    severity: everywhere(RISKY),
    wording: "discriminator value {name} of {element} changed from {before} to {after}",
    peers: { oasdiff: ["request-property-discriminator-mapping-changed"] },
  },
  "discriminator-mapping-added": {
    title: "A further value of the discriminator selects a type",
    explanation: "Readers that dispatch by the value do not know it.",
    advice: "Tell readers before the value is sent.",
    area: "type",
    // Nothing new is sent where the type demanded this value all along.
    severity: everywhere({
      input: "compatible",
      output: by("variant", { fixed: "compatible" }, "dangerous"),
    }),
    wording: "discriminator value {name} of {element} now selects {after}",
    peers: { oasdiff: ["request-property-discriminator-mapping-added"] },
  },
  "discriminator-mapping-removed": {
    title: "A value of the discriminator selects nothing",
    explanation: "Who sends it is no longer understood, though the message is valid.",
    advice: "Keep the value beside the one that takes its place.",
    area: "type",
    severity: everywhere({ input: "dangerous", output: "compatible" }),
    wording: "discriminator value {name} of {element} no longer selects {before}",
    peers: { oasdiff: ["request-property-discriminator-mapping-deleted"] },
  },
} as const satisfies Readonly<Record<string, Rule>>;
