import { posix } from "node:path";
import type { Format } from "../../model/contract.ts";

/** A contract that was found by its content, as the configuration will name it. */
export interface ProposedContract {
  readonly format: Format;
  /** A file, a folder or a glob. */
  readonly path: string;
  /** Set where several files are one contract and have no name of their own. */
  readonly name?: string;
}

/** Contracts by content: every OpenAPI document, SDL files by folder, proto files by their root. */
export function proposeContracts(
  byFormat: Readonly<Record<Format, readonly string[]>>,
): readonly ProposedContract[] {
  return [
    ...byFormat.openapi.map((path): ProposedContract => ({ format: "openapi", path })),
    ...proposeSdl(byFormat.graphql),
    ...proposeProto(byFormat.protobuf),
  ];
}

function proposeSdl(paths: readonly string[]): readonly ProposedContract[] {
  return [...groupedBy(paths, (path) => posix.dirname(path))].flatMap(([folder, files]) => {
    const sdl = files.filter((path) => !path.endsWith(".json"));
    const alone = sdl.length === 1 ? files : files.filter((path) => path.endsWith(".json"));
    return [
      ...alone.map((path): ProposedContract => ({ format: "graphql", path })),
      ...(sdl.length > 1 ? [together("graphql", folder, sdl)] : []),
    ];
  });
}

/** Proto files belong together below the first folder of their path that is named after them. */
function proposeProto(paths: readonly string[]): readonly ProposedContract[] {
  return [...groupedBy(paths, protoRoot)].map(([folder, files]) =>
    files.length === 1 && files[0] !== undefined
      ? { format: "protobuf", path: files[0] }
      : together("protobuf", folder, files),
  );
}

function protoRoot(path: string): string {
  const folders = posix.dirname(path).split("/");
  const root = folders.findIndex((name) => /^(?:protos?|protobuf)$/i.test(name));
  return folders.slice(0, root === -1 ? 1 : root + 1).join("/");
}

function together(format: Format, folder: string, files: readonly string[]): ProposedContract {
  const [first = ""] = files;
  const path =
    format === "protobuf" && folder !== "." ? folder : `${folder}/*${posix.extname(first)}`;
  const named = folder
    .split("/")
    .filter((part) => !/^(?:\.|src|protos?|protobuf|graphql|schema)$/i.test(part));
  return { format, path: posix.normalize(path), name: named.at(-1) ?? format };
}

function groupedBy(
  paths: readonly string[],
  key: (path: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const group = groups.get(key(path)) ?? [];
    group.push(path);
    groups.set(key(path), group);
  }
  return groups;
}
