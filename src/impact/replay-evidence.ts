import type { EvidenceRequest } from "../evidence/evidence.ts";
import type { ReplayResult, ReplaySides, Replayer } from "../evidence/replay.ts";

/** The kinds of evidence that can be replayed against both sides of a comparison. */
const REPLAYERS: Readonly<Record<string, () => Promise<Replayer>>> = {
  "graphql-document": async () => (await import("../evidence/graphql-replay.ts")).replayGraphqlFile,
  "vendored-contract": async () => (await import("./vendored/replay.ts")).replayCopy,
  pact: async () => (await import("./pact/replay.ts")).replayPactFile,
};

/** Replays a file of a kind of evidence. Evidence that cannot be replayed gives nothing. */
export async function replayEvidence(
  kind: string,
  request: EvidenceRequest,
  sides: ReplaySides,
): Promise<ReplayResult> {
  const load = Object.hasOwn(REPLAYERS, kind) ? REPLAYERS[kind] : undefined;
  if (load === undefined) return { replays: [], problems: [] };
  return (await load())(request, sides);
}
