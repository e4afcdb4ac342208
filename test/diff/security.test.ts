import { describe, expect, it } from "vitest";
import { changesOf, lineOf } from "./compare-texts.ts";
import { documentOf } from "./openapi-texts.ts";

type Requirements = readonly Readonly<Record<string, readonly string[]>>[];
type Schemes = Readonly<Record<string, unknown>>;

const oauthAt = (tokenUrl: string) => ({
  type: "oauth2",
  flows: {
    clientCredentials: { tokenUrl, scopes: { read: "Read orders", write: "Write orders" } },
  },
});
const discovered = (openIdConnectUrl: string) => ({ type: "openIdConnect", openIdConnectUrl });

const SCHEMES: Schemes = {
  key: { type: "apiKey", in: "header", name: "X-Key" },
  token: { type: "http", scheme: "bearer" },
  oauth: oauthAt("https://login.shop.example/token"),
};

/** One operation with its own requirements and those of the whole document. */
function secured(
  own: Requirements | undefined,
  { whole, schemes = SCHEMES }: { whole?: Requirements; schemes?: Schemes } = {},
): string {
  return documentOf({
    paths: {
      "/orders": {
        get: {
          ...(own === undefined ? {} : { security: own }),
          responses: { 204: { description: "Done" } },
        },
      },
    },
    rest: {
      ...(whole === undefined ? {} : { security: whole }),
      components: { securitySchemes: schemes },
    },
  });
}

/** What is said of what callers must present, without what is said of the schemes themselves. */
async function verdicts(before: string, after: string): Promise<readonly string[]> {
  const changes = await changesOf("openapi", before, after);
  return changes
    .filter((change) => change.kind === "security-requirement")
    .map((change) => lineOf(change).replace(/ \S+$/, ""));
}

const TIGHTENED = "breaking security-tightened";
const LOOSENED = "compatible security-loosened";
const ADDED = "compatible security-alternative-added";

describe("What callers must present", () => {
  it.each<readonly [string, Requirements | undefined, Requirements | undefined, readonly string[]]>(
    [
      ["is demanded where nothing was", undefined, [{ key: [] }], [TIGHTENED]],
      ["is no longer demanded: nobody breaks, somebody should look", [{ key: [] }], [], [LOOSENED]],
      ["may be another thing as well", [{ key: [] }], [{ key: [] }, { token: [] }], [ADDED]],
      [
        "may no longer be the other thing",
        [{ key: [] }, { token: [] }],
        [{ key: [] }],
        [TIGHTENED],
      ],
      [
        "is both where either was enough",
        [{ key: [] }, { token: [] }],
        [{ key: [], token: [] }],
        [TIGHTENED],
      ],
      [
        "is either where both were demanded",
        [{ key: [], token: [] }],
        [{ key: [] }, { token: [] }],
        [LOOSENED, LOOSENED],
      ],
      ["has one more scope", [{ oauth: ["read"] }], [{ oauth: ["read", "write"] }], [TIGHTENED]],
      ["has one scope less", [{ oauth: ["read", "write"] }], [{ oauth: ["read"] }], [LOOSENED]],
      ["may no longer be nothing", [{ key: [] }, {}], [{ key: [] }], [TIGHTENED]],
      ["may be nothing", [{ key: [] }], [{ key: [] }, {}], [LOOSENED]],
      ["is another thing", [{ key: [] }], [{ token: [] }], [TIGHTENED]],
    ],
  )("%s", async (_, before, after, lines) => {
    expect(await verdicts(secured(before), secured(after))).toEqual(lines);
  });

  it("is what the document says where the operation says nothing", async () => {
    const whole = [{ key: [] }];
    expect(await verdicts(secured(undefined), secured(undefined, { whole }))).toEqual([TIGHTENED]);
    expect(await verdicts(secured([]), secured([], { whole }))).toEqual([]);
    expect(await verdicts(secured(whole), secured(undefined, { whole }))).toEqual([]);
  });

  it.each<readonly [string, string, unknown]>([
    ["the name of a key", "key", { type: "apiKey", in: "header", name: "X-Other" }],
    ["the place of a key", "key", { type: "apiKey", in: "query", name: "X-Key" }],
    ["the kind of a token", "token", { type: "http", scheme: "basic" }],
  ])("travels otherwise: %s", async (_, scheme, declared) => {
    const own = [{ [scheme]: [] }];
    const schemes = { ...SCHEMES, [scheme]: declared };
    expect(await verdicts(secured(own), secured(own, { schemes }))).toContain(TIGHTENED);
  });

  it("is the same under another name, and in other letters", async () => {
    const { key, ...others } = SCHEMES;
    const renamed = secured([{ shopKey: [] }], { schemes: { ...others, shopKey: key } });
    expect(await verdicts(secured([{ key: [] }]), renamed)).toEqual([]);
    const letters = { ...SCHEMES, token: { type: "http", scheme: "Bearer" } };
    const own = [{ token: [] }];
    expect(await changesOf("openapi", secured(own), secured(own, { schemes: letters }))).toEqual(
      [],
    );
  });

  it.each<readonly [string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]>([
    [
      "at the token URL",
      oauthAt("https://shop.example/token"),
      oauthAt("https://id.shop.example/"),
    ],
    ["through discovery", discovered("https://shop.example/"), discovered("https://id.example/")],
  ])("is fetched from another address, %s: callers must look", async (_, before, after) => {
    const at = (oauth: unknown) =>
      secured([{ oauth: ["read"] }], { schemes: { ...SCHEMES, oauth } });
    const changes = await changesOf("openapi", at(before), at(after));
    expect(changes.map(lineOf)).toEqual(["dangerous attribute-changed #securitySchemes.oauth"]);
  });
});
