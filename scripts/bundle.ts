// Writes what is published to dist/: two entries, and chunks that load when they are first needed.
import { rolldown } from "rolldown";

const bundle = await rolldown({
  input: { index: "src/index.ts", "cli/main": "src/cli/main.ts" },
  platform: "node",
  // Packages stay packages: they are installed beside ours, with their licences and their fixes.
  external: (id) => !/^(?:[./]|[a-z]:\\)/i.test(id),
});
await bundle.write({
  dir: "dist",
  format: "esm",
  // As deep as cli/main.js, so that the manifest is found from there as well.
  chunkFileNames: "chunks/[name]-[hash].js",
});
await bundle.close();
