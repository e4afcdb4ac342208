import { runGit } from "./git-command.ts";
import type { Repository } from "./git-command.ts";

/** The branch that is checked out, or undefined where HEAD stands on a commit (most CIs). */
export async function headBranch({ folder }: Repository): Promise<string | undefined> {
  const { code, stdout } = await runGit(folder, ["symbolic-ref", "--quiet", "--short", "HEAD"]);
  return code === 0 ? stdout.trim() : undefined;
}
