import { by, everywhere, HARMLESS, inBoth, inMessages, NARROWING, WIDENING } from "./levels.ts";
import type { Rule } from "./rule.ts";

/** Parameters of requests and headers of responses. */
export const PARAMETER_RULES = {
  "parameter-added": {
    title: "A parameter or header was added",
    explanation: "A required parameter makes every request without it fail.",
    advice: "Make it optional, with a default that keeps today's behaviour.",
    area: "parameter",
    severity: everywhere({
      input: by("presence", { required: "breaking" }, "compatible"),
      output: "compatible",
    }),
    wording: "{detail} {kind} {name} was added",
    peers: {
      oasdiff: [
        "new-required-request-parameter",
        "new-optional-request-parameter",
        "new-request-path-parameter",
        "response-header-added",
      ],
      "openapi-diff": ["incompatible.request.params.required.increased"],
    },
  },
  "parameter-removed": {
    title: "A parameter or header was removed",
    explanation:
      "A parameter that is still sent is silently ignored; a header that was promised is missing.",
    advice: "Keep it, deprecated, while it is sent or read.",
    area: "parameter",
    severity: inMessages(
      {
        input: by("unknown", { rejected: "breaking" }, "dangerous"),
        output: by("presence", { required: "breaking" }, "dangerous"),
      },
      inBoth("breaking"),
    ),
    wording: "{detail} {kind} {name} was removed",
    peers: {
      oasdiff: [
        "request-parameter-removed",
        "request-parameter-removed-with-deprecation",
        "required-response-header-removed",
        "optional-response-header-removed",
      ],
      "openapi-diff": [
        "incompatible.request.params.decreased",
        "incompatible.response.headers.decreased",
      ],
    },
  },
  "parameter-became-required": {
    title: "A parameter or header became required",
    explanation: "Requests without it are rejected from now on.",
    advice: "Keep it optional, with a default that keeps today's behaviour.",
    area: "parameter",
    severity: everywhere(NARROWING),
    wording: "{kind} {name} became required",
    peers: { oasdiff: ["request-parameter-became-required"] },
  },
  "parameter-became-optional": {
    title: "A parameter or header became optional",
    explanation: "A header that clients rely on may be missing.",
    advice: "Keep sending it.",
    area: "parameter",
    severity: everywhere(WIDENING),
    wording: "{kind} {name} became optional",
    peers: { oasdiff: ["request-parameter-became-optional", "response-header-became-optional"] },
  },
  "parameter-serialization-changed": {
    title: "A parameter is written in another way",
    explanation:
      "Lists and objects are split, joined or escaped differently: the value is misread or rejected.",
    advice: "Add a second parameter in the new form.",
    area: "parameter",
    severity: inMessages(inBoth(by("variant", { undecided: "dangerous" }, "breaking")), HARMLESS),
    wording: "{keyword} of {kind} {name} changed from {before} to {after}",
    peers: {
      "openapi-diff": [
        "incompatible.request.param.style.changed",
        "incompatible.request.param.explode.changed",
      ],
    },
  },
  "parameter-serialization-loosened": {
    title: "A parameter may be written in more ways",
    explanation: "What was sent before is read as before.",
    advice: "Nothing to do.",
    area: "parameter",
    severity: inMessages(WIDENING, HARMLESS),
    wording: "{keyword} of {kind} {name} changed from {before} to {after}",
  },
} as const satisfies Record<string, Rule>;
