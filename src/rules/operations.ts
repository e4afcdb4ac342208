import { by, everywhere, HARMLESS, inBoth, inMessages, inSource, RISKY } from "./levels.ts";
import type { ByDirection, Rule } from "./rule.ts";

/** A call that fails, or a message that no longer comes: no message shows that, and no error. */
const GONE: ByDirection = { input: "breaking", output: "dangerous" };

/** Whole contracts, operations, their responses, bodies, servers and routes. */
export const OPERATION_RULES = {
  "contract-removed": {
    title: "A whole contract is gone",
    explanation: "Every consumer of every operation it offered loses it at once.",
    advice: "Deprecate its operations with a sunset date first, and remove it when nobody uses it.",
    area: "contract",
    severity: everywhere(inBoth("breaking")),
    wording: "contract {name} was removed",
  },
  "operation-added": {
    title: "An operation was added",
    explanation: "Nobody calls it yet.",
    advice: "Nothing to do.",
    area: "operation",
    severity: everywhere(HARMLESS),
    wording: "{kind} {element} was added",
    peers: {
      oasdiff: ["endpoint-added", "webhook-added"],
      "graphql-inspector": [
        "SCHEMA_MUTATION_TYPE_CHANGED",
        "SCHEMA_QUERY_TYPE_CHANGED",
        "SCHEMA_SUBSCRIPTION_TYPE_CHANGED",
      ],
    },
  },
  "operation-removed": {
    title: "An operation was removed",
    explanation:
      "Whoever calls it gets an error: not found, not allowed or unimplemented. Whoever waits for it (a webhook) waits in vain.",
    advice: "Deprecate it with a sunset date, wait for its users to move, then remove it.",
    area: "operation",
    severity: inMessages(GONE, inBoth("breaking")),
    wording: "{kind} {element} was removed",
    peers: {
      oasdiff: [
        "api-removed-without-deprecation",
        "api-removed-with-deprecation",
        "api-removed-before-sunset",
        "api-path-removed-without-deprecation",
        "api-path-removed-with-deprecation",
        "api-path-removed-before-sunset",
        "webhook-removed",
      ],
      "openapi-diff": ["incompatible.openapi.endpoints.decreased"],
      buf: ["RPC_NO_DELETE"],
      "graphql-inspector": [
        "SCHEMA_QUERY_TYPE_CHANGED",
        "SCHEMA_MUTATION_TYPE_CHANGED",
        "SCHEMA_SUBSCRIPTION_TYPE_CHANGED",
      ],
    },
  },
  "operation-group-removed": {
    title: "All operations of a path or service were removed",
    explanation: "Whoever calls any of them gets an error.",
    advice: "Keep the path or service, deprecated, until its users have moved.",
    area: "operation",
    severity: inMessages(GONE, inBoth("breaking")),
    wording: "{name} was removed with all its operations: {detail}",
    peers: {
      oasdiff: ["api-path-removed-without-deprecation"],
      buf: ["SERVICE_NO_DELETE", "PACKAGE_SERVICE_NO_DELETE"],
    },
  },
  "streaming-changed": {
    title: "Streaming was switched on or off",
    explanation: "Unary and streaming calls differ in framing and in generated methods.",
    advice: "Add a new method and deprecate this one.",
    area: "message",
    severity: everywhere(inBoth("breaking")),
    wording: "{element} changed from {before} to {after}",
    peers: { buf: ["RPC_SAME_CLIENT_STREAMING", "RPC_SAME_SERVER_STREAMING"] },
  },
  "response-added": {
    title: "A response was added",
    explanation: "Clients meet it like any status they have no branch for.",
    advice: "Nothing to do.",
    area: "message",
    severity: everywhere(HARMLESS),
    wording: "response {name} was added",
    peers: { oasdiff: ["response-success-status-added", "response-non-success-status-added"] },
  },
  "response-removed": {
    title: "A response is no longer given",
    explanation:
      "A client that waits for this status never sees it; the last success is the contract.",
    advice: "Keep the response, or deprecate the operation.",
    area: "message",
    severity: everywhere(
      inBoth(
        by(
          "variant",
          {
            success: by("rest", { last: "breaking" }, "dangerous"),
            default: "dangerous",
          },
          "compatible",
        ),
      ),
    ),
    wording: "response {name} was removed",
    peers: {
      oasdiff: ["response-success-status-removed", "response-non-success-status-removed"],
      "openapi-diff": ["incompatible.response.responses.decreased"],
    },
  },
  "body-added": {
    title: "A body was added",
    explanation: "A required body makes every request without one fail.",
    advice: "Make the new body optional.",
    area: "body",
    severity: inMessages(
      { input: by("presence", { required: "breaking" }, "compatible"), output: "compatible" },
      HARMLESS,
    ),
    wording: "{element} now has {name} body",
    peers: { oasdiff: ["request-body-added-required", "request-body-added-optional"] },
  },
  "body-removed": {
    title: "A body was removed",
    explanation:
      "What had to be sent in it is lost or refused, what could be sent is silently dropped; what was read from it is gone.",
    advice: "Keep it, or add a new operation.",
    area: "body",
    severity: everywhere({
      input: by("presence", { optional: "dangerous" }, "breaking"),
      output: "breaking",
    }),
    wording: "{element} no longer has a body",
    peers: { oasdiff: ["request-body-removed"] },
  },
  "body-became-required": {
    title: "A body became required",
    explanation: "Requests without a body are rejected from now on.",
    advice: "Keep it optional and treat its absence as before.",
    area: "body",
    severity: everywhere({ input: "breaking", output: "compatible" }),
    wording: "the body of {element} became required",
    peers: { oasdiff: ["request-body-became-required"] },
  },
  "body-became-optional": {
    title: "A body became optional",
    explanation: "Requests without one are accepted as well.",
    advice: "Nothing to do for requests.",
    area: "body",
    severity: everywhere({ input: "compatible", output: "breaking" }),
    wording: "the body of {element} became optional",
    peers: { oasdiff: ["request-body-became-optional"] },
  },
  "media-type-added": {
    title: "A media type was added",
    explanation: "The others are still there.",
    advice: "Nothing to do.",
    area: "body",
    severity: everywhere(HARMLESS),
    wording: "{name} was added to {element}",
    peers: { oasdiff: ["request-body-media-type-added", "response-media-type-added"] },
  },
  "media-type-removed": {
    title: "A media type was removed",
    explanation:
      "Who sends it is refused, who asks for it cannot be served. Many readers do not look at the parameters of a media type.",
    advice: "Serve both until nobody uses the first.",
    area: "body",
    severity: everywhere({
      // Where no media type is left to be said, any may do.
      input: by("variant", { undecided: "dangerous" }, "breaking"),
      output: by("variant", { parameters: "dangerous", known: "dangerous" }, "breaking"),
    }),
    wording: "{name} was removed from {element}",
    peers: {
      oasdiff: ["request-body-media-type-removed", "response-media-type-removed"],
      "openapi-diff": [
        "incompatible.request.content.decreased",
        "incompatible.response.content.decreased",
      ],
    },
  },
  "encoding-changed": {
    title: "The encoding of a form or multipart property changed",
    explanation:
      "The parts of the message are written in another way, or in more or fewer ways than before.",
    advice: "Accept both forms.",
    area: "body",
    severity: everywhere({
      input: by("variant", { loosened: "compatible", undecided: "dangerous" }, "breaking"),
      output: by("variant", { tightened: "compatible", undecided: "dangerous" }, "breaking"),
    }),
    wording: "the encoding of {name} in {element} changed from {before} to {after}",
  },
  "server-added": {
    title: "A server was added",
    explanation: "The others are still there.",
    advice: "Nothing to do.",
    area: "operation",
    severity: everywhere(HARMLESS),
    wording: "server {name} was added",
  },
  "server-removed": {
    title: "A server was removed",
    explanation:
      "Clients configured with this base URL call an address that the contract no longer names. Where it names no host at all any more, nobody can tell.",
    advice: "Keep the address, or redirect it, and announce its end.",
    area: "operation",
    severity: inMessages(inBoth(by("variant", { undecided: "dangerous" }, "breaking")), HARMLESS),
    wording: "server {name} was removed",
  },
  "binding-added": {
    title: "An HTTP route was added to a method",
    explanation: "The others are still there.",
    advice: "Nothing to do.",
    area: "operation",
    severity: everywhere(HARMLESS),
    wording: "{element} can be called as {name} as well",
  },
  "binding-removed": {
    title: "An HTTP route of a method was removed",
    explanation:
      "REST callers of the route get an error; callers of the method itself do not notice.",
    advice: "Keep the route as an additional binding.",
    area: "operation",
    severity: { wire: inBoth("breaking"), json: HARMLESS, source: HARMLESS },
    wording: "{element} can no longer be called as {name}",
  },
  "binding-field-changed": {
    title: "A variable of an HTTP route fills another field",
    explanation:
      "The same URL is still served, but what stands in its path is taken for something else.",
    advice: "Keep the variable, or add a new route.",
    area: "operation",
    severity: { wire: inBoth("breaking"), json: HARMLESS, source: HARMLESS },
    wording: "the path of {name} now fills {after}, it filled {before}",
  },
  "binding-body-changed": {
    title: "An HTTP route takes another part of the message as its body",
    explanation: "The JSON body of REST callers has another shape.",
    advice: "Add a new route with the new body.",
    area: "operation",
    severity: { wire: inBoth("breaking"), json: inBoth("breaking"), source: HARMLESS },
    wording: "the {detail} of {name} changed from {before} to {after}",
  },
  "link-removed": {
    title: "A link was removed",
    explanation: "Clients that follow links lose this one.",
    advice: "Keep it until nobody follows it.",
    area: "message",
    severity: inMessages({ input: "compatible", output: "dangerous" }, HARMLESS),
    wording: "link {name} was removed from {element}",
  },
  "link-changed": {
    title: "A link leads elsewhere",
    explanation: "Clients that follow it call another operation or send other values.",
    advice: "Add a new link.",
    area: "message",
    severity: inMessages({ input: "compatible", output: "dangerous" }, HARMLESS),
    wording: "link {name} of {element} changed",
  },
  "link-added": {
    title: "A link was added",
    explanation: "Clients that do not know it ignore it.",
    advice: "Nothing to do.",
    area: "message",
    severity: inMessages(HARMLESS, HARMLESS),
    wording: "link {name} was added to {element}",
  },
  "operation-moved": {
    title: "An operation is declared elsewhere",
    explanation:
      "Base URL and path are divided in another way: callers who keep the address do not notice, but generated code is found in another place.",
    advice: "Announce it to those who generate code.",
    area: "operation",
    severity: inSource(RISKY),
    wording: "{before} moved to {after}",
  },
} as const satisfies Record<string, Rule>;
