/**
 * Records pieces of evidence one import at a time and says on standard output which are done:
 * `recorder.ts LOCATION CONSUMER IMPORTS`.
 */
import { openRegistry } from "../../src/registry/open.ts";
import { evidence, needs } from "./samples.ts";

/** Uses of one piece: enough for an import to take longer than a signal. */
const USES = 1500;

const [location = "", consumer = "", imports = "0"] = process.argv.slice(2);
const store = await openRegistry({ location, create: true });
for (let number = 0; number < Number(imports); number++) {
  const uses = Array.from({ length: USES }, (_, use) => needs(`Product.field${number}_${use}`));
  // The second piece is the same in all processes but for its name.
  await store.record([
    evidence({ consumer, consumerVersion: String(number), uses }),
    evidence({ consumer: "shared", consumerVersion: String(number), uses: uses.slice(1) }),
  ]);
  process.stdout.write(`${number}\n`);
}
await store.close();
