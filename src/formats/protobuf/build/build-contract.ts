import { DriftError } from "../../../errors.ts";
import type { Contract, Diagnostic } from "../../../model/contract.ts";
import { sunsetPattern } from "../../lifecycle-text.ts";
import type { ReadRequest } from "../../reader.ts";
import type { Loaded, LoadedFile } from "../link/load-files.ts";
import { collectSymbols } from "../link/symbols.ts";
import { type Visibility, visibilityOf } from "../link/visibility.ts";
import { buildFile, collectExtensions, scopeOfFile } from "./build-file.ts";
import type { Draft, ScopeSite } from "./context.ts";
import { stabilityOf } from "./deprecation.ts";
import { notePagination } from "./pagination.ts";
import { protobufSemantics } from "./protobuf-semantics.ts";

export interface Built {
  readonly contract: Contract;
  readonly diagnostics: readonly Diagnostic[];
}

/** The contract that a set of files declares together. */
export function buildContract(loaded: Loaded, request: ReadRequest): Built {
  const strict = request.settings?.strictImports === true;
  const pattern = request.settings?.sunsetPattern;
  const draft: Draft = {
    symbols: collectSymbols(loaded),
    sunset: pattern === undefined ? undefined : sunsetPattern(pattern),
    strict,
    types: new Map(),
    declarations: new Map(),
    operations: [],
    diagnostics: [...emptyFiles(loaded), ...missingImports(loaded, strict)],
    reported: new Set(),
    extensions: new Map(),
  };
  // A file's scope is made twice so that it can go as soon as the file is done.
  for (const file of loaded.files.values()) collectExtensions(scopeOf(file, draft, loaded));
  for (const file of loaded.files.values()) buildFile(scopeOf(file, draft, loaded));
  notePagination(draft);
  const contract: Contract = {
    format: "protobuf",
    dialect: dialectOf(loaded),
    semantics: protobufSemantics(request.roots),
    operations: draft.operations,
    types: draft.types,
    declarations: draft.declarations,
  };
  return { contract, diagnostics: draft.diagnostics };
}

function scopeOf(file: LoadedFile, draft: Draft, loaded: Loaded): ScopeSite {
  let visibility: Visibility | undefined;
  return scopeOfFile({
    draft,
    file,
    visibility: () => (visibility ??= visibilityOf(file, loaded.files)),
    stability: stabilityOf(file.package),
  });
}

function emptyFiles(loaded: Loaded): readonly Diagnostic[] {
  return loaded.empty.map((file) => ({
    code: "empty-file",
    message: "The file declares nothing.",
    location: { file, line: 1, column: 1 },
  }));
}

function missingImports(loaded: Loaded, strict: boolean): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const file of loaded.files.values()) {
    for (const { node, target } of file.resolvedImports) {
      if (target !== undefined) continue;
      const { path, line, column } = node;
      const location = { file: file.path, line, column };
      const message = `The import ${JSON.stringify(path)} is not in the contract's folder.`;
      if (strict) throw missing(message, location);
      found.push({ code: "missing-import", message, location });
    }
  }
  return found;
}

function missing(message: string, place: DriftError["place"]): DriftError {
  return new DriftError({
    code: "unresolved-reference",
    message,
    ...(place === undefined ? {} : { place }),
    hint: "Add the file, or name the folder it is found in as an include path.",
  });
}

/** `Protobuf proto3`, `Protobuf edition 2023`; several are listed. */
function dialectOf(loaded: Loaded): string {
  const versions = new Set([...loaded.files.values()].map((file) => versionOf(file)));
  return `Protobuf ${[...versions].sort().join(", ")}`;
}

function versionOf({ syntax, edition }: LoadedFile): string {
  return edition === undefined ? syntax : `edition ${edition}`;
}
