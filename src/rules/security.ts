import { everywhere, HARMLESS, inMessages, NARROWING, WIDENING } from "./levels.ts";
import type { Rule } from "./rule.ts";

/** What callers must present. */
export const SECURITY_RULES = {
  "security-tightened": {
    title: "A way to call without these credentials is gone",
    explanation: "Callers that presented enough before are refused now.",
    advice: "Accept the former credentials beside the new ones until callers have moved.",
    area: "security",
    // A provider that calls (webhooks) presents more than before, which harms nobody.
    severity: inMessages(NARROWING, HARMLESS),
    wording: "{name} no longer accepts {before}; it demands {after}",
    peers: {
      oasdiff: ["api-security-added", "api-security-scope-added", "api-global-security-added"],
      "openapi-diff": [
        "incompatible.security.requirements.decreased",
        "incompatible.security.requirement.schemes.increased",
        "incompatible.security.scheme.scopes.increased",
      ],
    },
  },
  "security-loosened": {
    title: "An operation can be called with less",
    explanation:
      "What was protected is less so: a security regression unless it is meant. Receivers of webhooks refuse what lacks the credentials they know.",
    advice: "Have it reviewed by whoever answers for access.",
    area: "security",
    severity: inMessages(WIDENING, HARMLESS),
    wording: "{name} now accepts {after}, where it demanded {before}",
    peers: {
      oasdiff: [
        "api-security-removed",
        "api-security-scope-removed",
        "api-global-security-removed",
      ],
    },
  },
  "security-alternative-added": {
    title: "Another way to authenticate was added",
    explanation: "The former ways still work.",
    advice: "Nothing to do.",
    area: "security",
    severity: everywhere(HARMLESS),
    wording: "{name} accepts {after} as well",
  },
} as const satisfies Record<string, Rule>;
