import protobuf from "protobufjs";
import { Undecided, messageOf } from "../answer.ts";

/** A file with what it declares, in a Root of its own: file options do not mix, and it is fast. */
export interface ParsedFile {
  readonly path: string;
  readonly package: string;
  /** Paths as written. */
  readonly imports: readonly string[];
  /** Messages, enums and extensions at the top of the file. */
  readonly objects: readonly protobuf.ReflectionObject[];
  readonly services: readonly protobuf.Service[];
  readonly packages: readonly string[];
}

/** Parses a file. Throws `Undecided` where it cannot be parsed. */
export function parseFile(path: string, text: string): ParsedFile {
  const root = new protobuf.Root();
  try {
    const parsed = protobuf.parse(text, root, { keepCase: true });
    const imports = [...(parsed.imports ?? []), ...(parsed.weakImports ?? [])];
    return { path, package: parsed.package ?? "", imports, ...contentsOf(root) };
  } catch (error) {
    throw new Undecided(`${path}: ${messageOf(error)}`);
  }
}

/** A file of google.protobuf that comes with protobufjs. */
export function bundledFile(path: string): ParsedFile | undefined {
  const json = protobuf.common.get(path);
  if (json === null || json.nested === undefined) return undefined;
  const root = protobuf.Root.fromJSON({ nested: json.nested });
  return { path, package: "google.protobuf", imports: [], ...contentsOf(root) };
}

/** What the one file of a root declares. */
export function contentsOf(
  root: protobuf.Root,
): Pick<ParsedFile, "objects" | "services" | "packages"> {
  const objects: protobuf.ReflectionObject[] = [];
  const services: protobuf.Service[] = [];
  const packages: string[] = [];
  const pending: protobuf.NamespaceBase[] = [root];
  for (let space = pending.pop(); space !== undefined; space = pending.pop()) {
    if (space !== root) packages.push(space.fullName.slice(1));
    for (const object of space.nestedArray) {
      if (isPackage(object)) pending.push(object);
      else if (object instanceof protobuf.Service) services.push(object);
      // An optional extension of proto3 comes with a oneof beside it, which is nobody's.
      else if (!(object instanceof protobuf.OneOf)) objects.push(object);
    }
  }
  return { objects, services, packages };
}

function isPackage(object: protobuf.ReflectionObject): object is protobuf.Namespace {
  return (
    object instanceof protobuf.Namespace &&
    !(object instanceof protobuf.Type) &&
    !(object instanceof protobuf.Service)
  );
}

/** Every message in a list of objects, nested ones included. */
export function* messagesIn(
  objects: Iterable<protobuf.ReflectionObject>,
): Generator<protobuf.Type> {
  for (const object of objects) {
    if (!(object instanceof protobuf.Type)) continue;
    yield object;
    yield* messagesIn(object.nestedArray);
  }
}

/** The extension fields declared at the top of a file and in its messages. */
export function* extensionsIn(
  objects: Iterable<protobuf.ReflectionObject>,
): Generator<protobuf.Field> {
  for (const object of objects) {
    if (object instanceof protobuf.Field) yield object;
    if (object instanceof protobuf.Type) yield* extensionsIn(object.nestedArray);
  }
}
