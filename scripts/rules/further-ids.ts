import type { RuleId } from "../../src/rules/index.ts";
import type { PeerIds } from "../../src/rules/rule.ts";

/** Ids of other tools that say one of many facts of which our rule says all; by our rule. */
export const FURTHER_IDS: Readonly<
  Partial<Record<keyof PeerIds, Readonly<Partial<Record<RuleId, string>>>>>
> = {
  "openapi-diff": {
    "constraint-tightened": `incompatible.request.min.length.increased
      incompatible.schema.min-properties.changed incompatible.schema.max-properties.changed`,
    "constraint-loosened": `incompatible.response.min.length.increased
      incompatible.response.numeric.range.increased incompatible.schema.min-properties.changed
      incompatible.schema.max-properties.changed`,
    "parameter-serialization-changed": `incompatible.request.param.allowempty.decreased
      incompatible.response.header.explode.changed`,
    "parameter-became-optional": "incompatible.response.header.required.decreased",
    "parameter-became-required": "incompatible.response.header.required.increased",
    "field-hidden":
      "incompatible.request.readonly.increased incompatible.response.writeonly.increased",
    "field-exposed": `incompatible.request.readonly.required.decreased
      incompatible.response.writeonly.required.decreased`,
    "body-added": "incompatible.request.body.increased",
    "media-type-removed": "incompatible.extension.content.types.decreased",
    "attribute-changed": `incompatible.operation.id.changed
      incompatible.security.scheme.bearer.format.changed
      incompatible.security.scheme.oauth2.auth.url.changed
      incompatible.security.scheme.oauth2.refresh.url.changed
      incompatible.security.scheme.oauth2.token.url.changed`,
    "security-tightened": `incompatible.security.scheme.scheme.changed
      incompatible.security.scheme.openidconnect.url.changed`,
  },
};

/** What the other tool reports and we do not, and why. */
export const UNREPORTED: Readonly<
  Partial<Record<keyof PeerIds, Readonly<Record<string, string>>>>
> = {
  "graphql-js": { DESCRIPTION_CHANGED: "descriptions are for people" },
  "graphql-inspector": {
    "…_DESCRIPTION_ADDED, …_DESCRIPTION_CHANGED, …_DESCRIPTION_REMOVED":
      "descriptions are for people",
  },
};
