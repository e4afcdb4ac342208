import protobuf from "protobufjs";
import { Undecided, messageOf } from "../answer.ts";
import { bundledFile, extensionsIn, messagesIn, type ParsedFile } from "./parsed-file.ts";
import { sourcesOf, type Source } from "./sources.ts";
import { resolveName } from "./symbols.ts";

/** The messages of one side of a contract, resolved by our own rules, file by file as asked. */
export interface Side {
  /** A message by its full name, with everything it refers to. Throws `Undecided` without one. */
  type(name: string): protobuf.Type;
  /** A service by its full name. Throws `Undecided` where it may stand in a file nobody can parse. */
  service(name: string): protobuf.Service | undefined;
  /** The full name of the message that an RPC of a service means by a name. */
  messageOf(service: string, name: string): string | undefined;
  /** The files a message's file needs, itself last; each after what it imports. */
  filesOf(name: string): readonly ParsedFile[];
  /** Fields that were left out because their type is nowhere declared: `pkg.Message.field`. */
  readonly opaque: ReadonlySet<string>;
}

interface Loading {
  readonly sources: ReadonlyMap<string, Source>;
  readonly byName: ReadonlyMap<string, readonly string[]>;
  readonly root: protobuf.Root;
  readonly files: Map<string, ParsedFile>;
  readonly symbols: Set<string>;
  readonly homes: Map<string, ParsedFile>;
  readonly services: Map<string, protobuf.Service>;
  readonly opaque: Set<string>;
  /** Files that cannot be parsed or resolved, and why. What they declare is missing, no more. */
  readonly failures: Map<string, string>;
}

/**
 * Nothing is parsed before a message is asked for; then the files of its package that may declare
 * it, and what they import and name.
 */
export function createSide(texts: ReadonlyMap<string, string>): Side {
  const sources = sourcesOf(texts);
  const loading: Loading = {
    sources,
    byName: indexNames(sources),
    root: new protobuf.Root(),
    files: new Map(),
    symbols: new Set(),
    homes: new Map(),
    services: new Map(),
    opaque: new Set(),
    failures: new Map(),
  };
  let packages: ReadonlyMap<string, readonly string[]> | undefined;
  const pathsOf = (name: string): readonly (readonly string[])[] => {
    const known = (packages ??= indexPackages(sources));
    return packagesOf(name).map((candidate) => known.get(candidate) ?? []);
  };
  const loadUntil = (name: string, isThere: () => boolean): void => {
    const names = new Set(name.split("."));
    for (const paths of pathsOf(name)) {
      if (!isThere())
        load(loading, { wanted: paths.filter(mayHold(sources, names)), mates: paths });
      if (!isThere()) load(loading, { wanted: paths, mates: paths });
    }
  };
  const home = (name: string): ParsedFile => {
    loadUntil(name, () => loading.homes.has(name));
    const file = loading.homes.get(name);
    const failure = loading.failures.get(file?.path ?? "");
    if (failure !== undefined) throw new Undecided(failure);
    if (file === undefined) {
      throw new Undecided([...loading.failures.values()][0] ?? `there is no message ${name}`);
    }
    return file;
  };
  return {
    opaque: loading.opaque,
    type: (name) => {
      home(name);
      const type = loading.root.lookup(`.${name}`);
      if (!(type instanceof protobuf.Type)) throw new Undecided(`${name} is no message`);
      return type;
    },
    service: (name) => {
      loadUntil(name, () => loading.services.has(name));
      const failures = pathsOf(name)
        .flat()
        .map((path) => loading.failures.get(path));
      const failure = failures.find((why) => why !== undefined);
      const service = loading.services.get(name);
      if (service === undefined && failure !== undefined) throw new Undecided(failure);
      return service;
    },
    messageOf: (service, name) =>
      resolveName(name, service, (candidate) => loading.symbols.has(candidate)),
    filesOf: (name) => inOrder(loading, home(name)),
  };
}

/** The packages a full name may be in, the longest first. */
function packagesOf(name: string): readonly string[] {
  const parts = name.split(".");
  return parts.map((_, index) => parts.slice(0, parts.length - 1 - index).join("."));
}

function indexPackages(
  sources: ReadonlyMap<string, Source>,
): ReadonlyMap<string, readonly string[]> {
  const packages = new Map<string, string[]>();
  for (const [path, source] of sources) {
    const name = source.package();
    const known = packages.get(name);
    if (known === undefined) packages.set(name, [path]);
    else known.push(path);
  }
  return packages;
}

/** True for a file that may declare a type of one of the names, or add to one. */
function mayHold(
  sources: ReadonlyMap<string, Source>,
  names: ReadonlySet<string>,
): (path: string) => boolean {
  return (path) => {
    const source = sources.get(path);
    return source === undefined || source.mayDeclare(names) || source.mayAdd();
  };
}

interface Wanted {
  readonly wanted: readonly string[];
  /** All files of the package, which see each other whether they are imported or not. */
  readonly mates: readonly string[];
}

/**
 * Parses files and what they import, resolves what they refer to, and adds them to the root. Imports
 * of which nothing is named are left for later, unless a name is not found without them.
 */
function load(loading: Loading, { wanted, mates }: Wanted): void {
  const fresh = parseNeeded(loading, wanted);
  if (fresh.some((file) => refersToUnknown(loading, file)))
    fresh.push(...parseAll(loading, [...fresh.map(({ path }) => path), ...mates]));
  if (fresh.length === 0) return;
  for (const file of fresh) resolveFile(loading, file);
  for (const file of fresh) attach(loading.root, file);
  try {
    loading.root.resolveAll();
  } catch (error) {
    // What waits for its type would fail again with every further package.
    loading.root.deferred = [];
    for (const { path } of fresh) loading.failures.set(path, messageOf(error));
  }
}

/** Files that have not been parsed yet, after those of their imports that they name something of. */
function parseNeeded(loading: Loading, paths: readonly string[]): ParsedFile[] {
  const fresh: ParsedFile[] = [];
  const enter = (path: string): void => {
    const file = open(loading, path);
    if (file === undefined) return;
    const isNeeded = mayHold(loading.sources, namedIn(file));
    for (const imported of file.imports) {
      const target = locate(loading, imported);
      if (isNeeded(target)) enter(target);
    }
    fresh.push(file);
  };
  for (const path of paths) enter(path);
  for (const file of fresh) declare(loading, file);
  return fresh;
}

/** Files that have not been parsed yet among all these and all that they import. */
function parseAll(loading: Loading, paths: readonly string[]): ParsedFile[] {
  const fresh: ParsedFile[] = [];
  const entered = new Set<string>();
  const enter = (path: string): void => {
    if (entered.has(path)) return;
    entered.add(path);
    const file = open(loading, path);
    for (const imported of loading.files.get(path)?.imports ?? []) enter(locate(loading, imported));
    if (file !== undefined) fresh.push(file);
  };
  for (const path of paths) enter(path);
  for (const file of fresh) declare(loading, file);
  return fresh;
}

/** The simple names of all types that a file refers to. */
function namedIn(file: ParsedFile): ReadonlySet<string> {
  return new Set(
    Array.from(referencesIn(file), ({ name }) => name.slice(name.lastIndexOf(".") + 1)),
  );
}

interface Reference {
  readonly name: string;
  /** The full name of the message, service or package that it stands in. */
  readonly scope: string;
}

function* referencesIn(file: ParsedFile): Generator<Reference> {
  for (const message of messagesIn(file.objects)) {
    const scope = message.fullName.slice(1);
    for (const { type } of message.fieldsArray) if (!isBasic(type)) yield { name: type, scope };
  }
  for (const extension of extensionsIn(file.objects)) {
    const scope = extension.parent?.fullName.slice(1) ?? "";
    if (extension.extend !== undefined) yield { name: extension.extend, scope };
    if (!isBasic(extension.type)) yield { name: extension.type, scope };
  }
  for (const service of file.services) {
    const scope = service.fullName.slice(1);
    for (const { requestType, responseType } of service.methodsArray) {
      yield { name: requestType, scope };
      yield { name: responseType, scope };
    }
  }
}

function isBasic(type: string): boolean {
  return Object.hasOwn(protobuf.types.basic, type);
}

/** Options are not at hand in most contracts, and nobody waits for them. */
const OPTIONS = /^\.?google\.protobuf\.\w+Options$/;

function refersToUnknown(loading: Loading, file: ParsedFile): boolean {
  const isKnown = (name: string): boolean => loading.symbols.has(name);
  for (const { name, scope } of referencesIn(file))
    if (resolveName(name, scope, isKnown) === undefined && !OPTIONS.test(name)) return true;
  return false;
}

/** Parses a file the first time it is met. */
function open(loading: Loading, path: string): ParsedFile | undefined {
  if (loading.files.has(path) || loading.failures.has(path)) return undefined;
  const source = loading.sources.get(path);
  try {
    const file = source === undefined ? bundledFile(path) : source.parse();
    if (file !== undefined) loading.files.set(path, file);
    return file;
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    loading.failures.set(path, error.message);
    return undefined;
  }
}

/** The file an import means: the path itself, else the shortest path that ends with it. */
function locate(loading: Loading, imported: string): string {
  if (loading.sources.has(imported)) return imported;
  const ending = `/${imported}`;
  let best: string | undefined;
  for (const path of loading.byName.get(nameOf(imported)) ?? []) {
    if (path.endsWith(ending) && (best === undefined || path.length < best.length)) best = path;
  }
  return best ?? imported;
}

/** Paths by their last part. */
function indexNames(sources: ReadonlyMap<string, Source>): ReadonlyMap<string, readonly string[]> {
  return Map.groupBy(sources.keys(), nameOf);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function declare(loading: Loading, file: ParsedFile): void {
  for (const name of file.packages) loading.symbols.add(name);
  const enter = (object: protobuf.ReflectionObject): void => {
    const name = object.fullName.slice(1);
    if (object instanceof protobuf.Field || loading.homes.has(name)) return;
    loading.symbols.add(name);
    loading.homes.set(name, file);
    if (object instanceof protobuf.Type) for (const nested of object.nestedArray) enter(nested);
  };
  for (const object of file.objects) enter(object);
  for (const service of file.services) {
    const name = service.fullName.slice(1);
    if (!loading.services.has(name)) loading.services.set(name, service);
  }
}

function resolveFile(loading: Loading, file: ParsedFile): void {
  const isKnown = (name: string): boolean => loading.symbols.has(name);
  for (const message of messagesIn(file.objects)) {
    for (const field of message.fieldsArray.slice()) {
      const scope = message.fullName.slice(1);
      if (!resolveField(field, scope, isKnown)) {
        loading.opaque.add(`${scope}.${field.name}`);
        message.remove(field);
      }
    }
  }
  for (const extension of extensionsIn(file.objects)) {
    const scope = extension.parent?.fullName.slice(1) ?? "";
    const extended = resolveName(extension.extend ?? "", scope, isKnown);
    if (extended === undefined || !resolveField(extension, scope, isKnown)) {
      loading.opaque.add(`${scope}.${extension.name}`);
      extension.parent?.remove(extension);
    } else {
      extension.extend = `.${extended}`;
    }
  }
}

function resolveField(
  field: protobuf.Field,
  scope: string,
  isKnown: (name: string) => boolean,
): boolean {
  if (isBasic(field.type)) return true;
  const name = resolveName(field.type, scope, isKnown);
  if (name !== undefined) field.type = `.${name}`;
  return name !== undefined;
}

/** Moves a file's objects into the root of the side. What is declared twice keeps its first form. */
function attach(root: protobuf.Root, file: ParsedFile): void {
  for (const object of file.objects) {
    const space = object.parent;
    if (space === null) continue;
    const path = space.fullName.split(".").filter((part) => part !== "");
    const target = path.length === 0 ? root : root.define(path);
    space.remove(object);
    if (target.get(object.name) === null) target.add(object);
  }
}

/** A file and all that it imports of what was loaded, each after what it imports itself. */
function inOrder(loading: Loading, file: ParsedFile): readonly ParsedFile[] {
  const entered = new Set<string>();
  const found: ParsedFile[] = [];
  const enter = (path: string): void => {
    const one = loading.files.get(path);
    if (one === undefined || entered.has(path)) return;
    entered.add(path);
    for (const imported of one.imports) enter(locate(loading, imported));
    found.push(one);
  };
  enter(file.path);
  return found;
}
