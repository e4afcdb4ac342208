/** Texts of `help <topic>`: what holds for several commands. */
export const TOPICS: Readonly<Record<string, { readonly about: string; readonly text: string }>> = {
  "exit-codes": {
    about: "what a run ends with",
    text: `0  nothing blocks
1  something blocks (check, diff); can-deploy says no or does not know; --fail has found something
2  wrong usage or configuration; nothing to compare
3  an input could not be read or understood
4  no base to compare with: a shallow clone, no merge base, no release yet
5  a mistake of contract-drift itself
130, 143  broken off by Ctrl-C or by a signal; nothing is left half-written

--fail-on never reports everything and ends with 0, for a first week that only looks.
Standard output is the result and nothing else; everything else goes to standard error.
`,
  },
  config: {
    about: "contract-drift.yaml, and what speaks over what",
    text: `contract-drift.yaml is looked for here and in the folders above; --config names another one.
\`init\` writes a first one, \`config print\` shows every setting and where it comes from.

  contracts:
    - services/*/openapi.yaml          a path or glob, or more to say:
    - { name: orders, path: api/orders.yaml, profile: public, generate: [npm, run, openapi] }
  profiles: { public: { block: always, security-regressions: block } }
  consumers: consumers/*.yaml
  fail-on: breaking                    breaking, dangerous, never
  block: used-or-unknown               always, used, used-or-unknown

The command line speaks over the contract, that over its profile, that over the file, that over the
default. In a check all of it comes from the base: what the branch loosens is a blocking notice, and
only --policy head takes the branch's own.
`,
  },
  bases: {
    about: "what a check compares with: --against",
    text: `Without --against: the point where the branch left its target (the branch that the CI names, else
\`base\` of the base's configuration, else the default branch). Nothing is checked out.

  --against main               the merge base with a branch, tag or commit
  --against "latest v*"        the latest tag that matches, of those that the branch contains
  --against env:production     the versions that run there, from the registry (--registry)

Several in one run have a verdict each; the run blocks where one of them does.
A shallow clone may lack the merge base: fetch-depth: 0 for actions/checkout, GIT_DEPTH: 0 in GitLab.
`,
  },
  waivers: {
    about: "letting one change pass, with a reason and an end",
    text: `Every change has a key, which rewording and moved lines do not alter. An entry in
contract-drift.waivers.yaml lets it pass: who answers for it, why, until when.

  $ contract-drift waive KEY --reason "nobody reads it" --owner payments --expires 2027-01-31
  $ contract-drift waive KEY --reason … --owner … --expires "release v2.0" --consumer web
  $ contract-drift waive prune          takes out what can excuse nothing any more
  $ contract-drift baseline --owner api-guild --expires 2027-06-30     waives what blocks today

An entry that has ended excuses nothing, and one whose change is merged never excuses a later one.
`,
  },
  coordinates: {
    about: "how elements are addressed",
    text: `GraphQL    Query.order(id:)   Status.PAID   @dir(arg:)
Protobuf   shop.v1.Item.sku#1   shop.v1.Stock/Get   shop.v1.Kind.SOLD
OpenAPI    GET /orders/{} query.limit   … header.x   … path.1   … req[application/json].items[].sku
           GET /orders/{} res.200[application/json].status     where something is used
           #schemas.Order.status   #parameters.Limit           where it is declared

[] is an item, {} the value of a map, <n> an alternative. Names with other characters than letters,
digits, - and _ are quoted. Template parameters count by position: /orders/{}.
`,
  },
  windows: {
    about: "deprecations, announced dates, and what may go when",
    text: `A deprecated element whose removal is announced has a window: until its sunset it has to stay.
Dates come from the contract (x-sunset, Sunset headers, dates in @deprecated reasons and comments);
since when, from the history of the default branch.

  removed before its sunset      removed-early, blocks
  removed after it               passes, unless known consumers still use it (removal-after-window)
  never announced                blocks as any other removal

\`window\` in the configuration asks for more: minimum, sunset, reason, replacement, grace, or a preset
(kubernetes-ga, kubernetes-beta, google-aip-181, github-graphql).

  $ contract-drift deprecations --removable     what may go now
  $ contract-drift deprecations --overdue       what should have gone
  $ contract-drift deprecations --format ics    a calendar to subscribe to
`,
  },
  evidence: {
    about: "who uses what, and how that is known",
    text: `consumers/*.yaml names each consumer and its evidence: GraphQL documents, pacts, HAR files, traces,
copies of contracts, or elements it declares. A registry (--registry) keeps evidence from elsewhere.

Each change and consumer gets one of: breaks, may break, no use seen, no evidence. No evidence is never
"unaffected": with block: used-or-unknown, the default, it blocks, and so does a contract of which no
consumer is known.
`,
  },
  formats: {
    about: "how results are shown, several from one run",
    text: `--format NAME goes to standard output (or -o FILE), --format NAME=FILE to a file; may be repeated.
\`contract-drift check --format list\` names them all.

  people     text, markdown (a comment), html (one file), risk (for reviewers), changelog
  machines   json (schema/report.schema.json), sarif, junit, gitlab, github
`,
  },
  environment: {
    about: "variables that are read",
    text: `CONTRACT_DRIFT_REGISTRY   the registry, where --registry is not given
NO_COLOR, FORCE_COLOR     no colour, colour even without a terminal; --color and --no-color speak over both
GITHUB_TOKEN, GITLAB_TOKEN   for \`comment\` only; --token-env names another one
GITHUB_BASE_REF, CI_MERGE_REQUEST_TARGET_BRANCH_NAME and the like: the target branch of a pull request

Nothing is sent anywhere but by \`comment\`, and to the registry that is named.
`,
  },
};

/** The topics in the order in which they are listed. */
export const TOPIC_NAMES: readonly string[] = Object.keys(TOPICS);
