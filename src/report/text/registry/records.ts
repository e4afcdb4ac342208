import type { RenderOptions } from "../../reporter.ts";
import type {
  DeploymentAnswer,
  LiveVersion,
  PublishAnswer,
  RecordAnswer,
  RegistryPruneAnswer,
} from "../../registry-answers.ts";
import { diagnosticLines } from "../diagnostics.ts";
import { counted, harmless, styleOf } from "../style.ts";

/** What `registry publish` has done. */
export function renderPublished(answer: PublishAnswer): string {
  const lines = answer.published.map(({ contract, version, service, state, size }) => {
    const what = state === "added" ? "published" : "was published already";
    const holds = `${counted(size.operations, "operation")}, ${counted(size.types, "type")}`;
    return harmless(`${contract} ${version} of ${service} ${what} (${holds})`);
  });
  return `${lines.join("\n")}\n`;
}

/** What `registry record` has done. */
export function renderRecorded(answer: RecordAnswer, options: RenderOptions): string {
  const { added, seenAgain, uses, dangling, declared } = answer;
  const notes = diagnosticLines(answer.diagnostics, styleOf(options.colour), options.verbose);
  const pieces = [
    ...(added === 0
      ? []
      : [`${counted(added, "new piece")} of evidence with ${counted(uses, "use")}`]),
    ...(seenAgain === 0 ? [] : [`${counted(seenAgain, "known piece")} of evidence seen again`]),
  ];
  const subject = `  of ${answer.consumers.join(", ")}, on ${answer.contracts.join(", ")}`;
  return `${[
    ...(pieces.length === 0 ? [] : [pieces.join(", "), harmless(subject)]),
    ...(dangling === 0
      ? []
      : [
          `  ${counted(dangling, "use")} did not resolve and ${dangling === 1 ? "is" : "are"} kept`,
        ]),
    ...(declared.length === 0 ? [] : [harmless(`declared: ${declared.join(", ")}`)]),
    ...notes,
  ].join("\n")}\n`;
}

/** What `registry deploy`, `release` and `undeploy` have done. */
export function renderDeployment(answer: DeploymentAnswer): string {
  const { service, version, environment, action, live, notes } = answer;
  const what = version === undefined ? service : `${service} ${version}`;
  const where = environment === undefined ? "" : ` in ${environment}`;
  const now = live.length === 0 ? "nothing of it is live there now" : `live now: ${liveText(live)}`;
  return `${[
    harmless(`${what}: ${action}${where}; ${now}`),
    ...notes.map((note) => harmless(`note  ${note}: can-deploy cannot tell much about it`)),
  ].join("\n")}\n`;
}

/** `3.2 in production, 3.1 in production (asia), 7.0 in stores (released)`. */
export function liveText(live: readonly LiveVersion[]): string {
  return live
    .map(({ version, environment, target, kind }) => {
      const marks = [target, kind === "released" ? kind : undefined].filter(Boolean);
      return `${version} in ${environment}${marks.length === 0 ? "" : ` (${marks.join(", ")})`}`;
    })
    .join(", ");
}

/** What `registry prune` has done, or would do. */
export function renderPruned(answer: RegistryPruneAnswer): string {
  const { evidence, versions, deployments, before, done } = answer;
  const what = [
    counted(evidence, "piece").replace(/pieces?/, (word) => `${word} of evidence`),
    counted(versions, "contract version"),
    counted(deployments, "ended deployment"),
  ].join(", ");
  return `${done ? "Removed" : "Would remove"} ${what} from before ${before}; what is live stays.\n`;
}
