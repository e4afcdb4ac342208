import type { Diagnostic, NamedType } from "../../model/contract.ts";
import { isJsonObject } from "../../model/json.ts";
import type { TypeId } from "../../model/shape.ts";
import { MAX_DEPTH, tooDeep } from "../document/depth.ts";
import type { ReadSettings } from "../reader.ts";
import { declaredNames } from "./declared.ts";
import { fileDialects } from "./dialect.ts";
import { findHeirs } from "./discriminator.ts";
import type { Heirs } from "./discriminator.ts";
import { dynamicScopes } from "./dynamic-scope.ts";
import { lifecycleReader } from "./lifecycle.ts";
import { typeRegistry } from "./named-types.ts";
import type { Node } from "./node.ts";
import type { Reading } from "./reading.ts";
import { resolverOf } from "./resolver.ts";
import { isAlias, readShape } from "./schema.ts";
import type { SourceFile } from "./source-files.ts";
import { entryVersionOf } from "./version.ts";

/** A reading that has begun: its parts know each other, and nothing has been read. */
export interface StartedReading {
  readonly reading: Reading;
  readonly diagnostics: readonly Diagnostic[];
  /** Reads every declared type, and every type that anything read so far refers to. */
  readTypes(): ReadonlyMap<TypeId, NamedType>;
}

export function startReading(
  files: ReadonlyMap<string, SourceFile>,
  entry: SourceFile,
  settings: ReadSettings,
): StartedReading {
  const version = entryVersionOf(entry);
  const diagnostics: Diagnostic[] = [];
  const report: Reading["report"] = (code, message, node) => {
    diagnostics.push(diagnosticAt(node, code, message));
  };
  const resolver = resolverOf(files, entry, (node, expected) => {
    report("malformed", `${node.pointer || "The document"} should be ${expected}.`, node);
  });
  const dialectOf = fileDialects(version);
  const isPureReference = ({ value, file }: Node): boolean =>
    isJsonObject(value) && isAlias(value, dialectOf(file));
  const declared = declaredNames(resolver, version, isPureReference);
  const isDynamic = [...files.values()].some(({ text }) => text.includes("$dynamicRef"));
  const scopes = isDynamic ? dynamicScopes(resolver) : undefined;
  const types = typeRegistry({ resolver, declared, isAlias: isPureReference, scopes });
  let heirs: Heirs | undefined;
  let depth = 0;

  const reading: Reading = {
    version,
    resolver,
    lifecycle: lifecycleReader(settings),
    declared,
    dialectOf,
    report,
    shape(node, coordinate, around) {
      // A document nests no deeper, but a `$ref` in place of a map of schemas can go on for ever.
      if (depth > MAX_DEPTH) throw tooDeep(node.file.document().locate(node.pointer));
      depth++;
      const shape = readShape(reading, node, coordinate, around);
      depth--;
      return shape;
    },
    typeOf: (target, around) => types.idOf(target, around),
    scopes,
    heirs: () => (heirs ??= findHeirs(resolver, declared)),
  };
  return { reading, diagnostics, readTypes: () => types.readAll(reading) };
}

/** Line and column are found when somebody looks at them. */
function diagnosticAt(node: Node, code: string, message: string): Diagnostic {
  return {
    code,
    message,
    get location() {
      return node.file.document().locate(node.pointer);
    },
  };
}
