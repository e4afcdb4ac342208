import { readEvidenceFiles } from "../../src/app/evidence-files.ts";
import { loadEntries } from "../../src/app/load.ts";
import { folderTree } from "../../src/sources/folder.ts";

// Started by a test with a small heap: reads one file of evidence and prints what it shows.
const [folder = ".", file = ""] = process.argv.slice(2);
const tree = folderTree(folder);
const { result } = await loadEntries(tree, ["orders.yaml"]);
let told = 0;
const read = await readEvidenceFiles([file], {
  tree,
  consumer: "web",
  contract: { name: "orders", contract: result.contract },
  onProgress: () => (told += 1),
});
const uses: Record<string, number> = {};
for (const { consumer, mode, coordinate, count } of read.flatMap(
  (one) => one.result?.usages ?? [],
)) {
  uses[`${consumer} ${mode} ${coordinate}`] = count ?? 1;
}
process.stdout.write(JSON.stringify({ uses, told }));
