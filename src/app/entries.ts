import { DriftError } from "../errors.ts";
import type { Format } from "../model/contract.ts";
import { detectFormat } from "../formats/detect.ts";

/**
 * The files to start reading from where nobody named one. OpenAPI: the one document that no other
 * refers to. GraphQL and Protobuf: every file, since types may stand anywhere.
 */
export function entriesOf(format: Format, files: ReadonlyMap<string, string>): readonly string[] {
  const paths = [...files.keys()].sort();
  if (format !== "openapi") return paths;
  const documents = paths.filter((path) => detectFormat(path, files.get(path) ?? "") === "openapi");
  if (documents.length <= 1) return documents.length === 0 ? paths.slice(0, 1) : documents;
  const referenced = new Set(
    documents.flatMap((path) => referencesOf(path, files.get(path) ?? "")),
  );
  const roots = documents.filter((path) => !referenced.has(path));
  if (roots.length === 1) return roots;
  throw new DriftError({
    code: "usage",
    message: `There are several OpenAPI documents: ${roots.slice(0, 4).join(", ")}${roots.length > 4 ? " …" : ""}.`,
    hint: "Name the one to start from.",
  });
}

/** The files that a document refers to, as paths from the root. */
function referencesOf(path: string, text: string): readonly string[] {
  const folder = path.split("/").slice(0, -1);
  const references = text.matchAll(/["']?\$ref["']?\s*:\s*["']?([^"'\s#,}]+)/g);
  return [...references].flatMap(([, target]) =>
    target === undefined ? [] : [joined(folder, target)],
  );
}

function joined(folder: readonly string[], target: string): string {
  const parts = [...folder];
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}
