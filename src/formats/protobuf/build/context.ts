import { DriftError } from "../../../errors.ts";
import type { Declaration, Diagnostic, NamedType } from "../../../model/contract.ts";
import type { Element } from "../../../model/element.ts";
import type { Stability } from "../../../model/lifecycle.ts";
import type { Operation } from "../../../model/operation.ts";
import type { Origin } from "../../../model/position.ts";
import type { TypeId } from "../../../model/shape.ts";
import type { LoadedFile } from "../link/load-files.ts";
import { resolveName } from "../link/resolve-name.ts";
import type { Symbols, TypeSymbol } from "../link/symbols.ts";
import type { Visibility } from "../link/visibility.ts";
import type { Comment, FieldNode, OptionNode, Spot } from "../syntax/syntax-tree.ts";
import { deprecationOf } from "./deprecation.ts";
import type { Features } from "./features.ts";
import { attributesOf, type OptionFacts, optionFacts } from "./option-facts.ts";

/** A contract under construction. */
export interface Draft {
  readonly symbols: Symbols;
  /** A pattern of the settings that finds sunset dates in comments. */
  readonly sunset: RegExp | undefined;
  /** Stop at a name that does not resolve. */
  readonly strict: boolean;
  readonly types: Map<TypeId, NamedType>;
  readonly declarations: Map<string, Declaration>;
  readonly operations: Operation[];
  readonly diagnostics: Diagnostic[];
  /** Names that were reported as unresolved, with their file, so that each is reported once. */
  readonly reported: Set<string>;
  /** Extension fields by the message they extend. */
  readonly extensions: Map<TypeId, Extension[]>;
}

/** A file on its way into the contract. */
export interface FileSite {
  readonly draft: Draft;
  readonly file: LoadedFile;
  /** Computed when the first name is looked up. */
  readonly visibility: () => Visibility;
  readonly stability: Stability | undefined;
}

/** A scope in a file: the file itself (named by its package) or a message. */
export interface ScopeSite {
  readonly at: FileSite;
  readonly fullName: string;
  readonly features: Features;
}

/** A field that some file adds to a message. */
export interface Extension {
  readonly node: FieldNode;
  /** Where the `extend` block stands. */
  readonly site: ScopeSite;
}

export function originOf(site: FileSite, { line, column }: Spot): Origin {
  return { file: site.file.path, line, column };
}

/** Records something that the language forbids but that does not keep the contract from being read. */
export function report(
  site: FileSite,
  code: string,
  message: string,
  { line, column }: Spot,
): void {
  site.draft.diagnostics.push({
    code,
    message,
    location: { file: site.file.path, line, column },
  });
}

/** The type that a name means. What is not imported is found all the same, with a diagnostic. */
export function resolveType(scope: ScopeSite, name: string, spot: Spot): TypeSymbol | undefined {
  const { at } = scope;
  const use = { name, scope: scope.fullName };
  const symbol = resolveName(at.draft.symbols, use, at.visibility());
  if (symbol !== undefined) return symbol;
  const hidden = resolveName(at.draft.symbols, use, undefined);
  const once = `${at.file.path} ${name}`;
  if (at.draft.reported.has(once)) return hidden;
  at.draft.reported.add(once);
  if (hidden !== undefined) {
    report(
      at,
      "not-imported",
      `${hidden.fullName} is used without an import of ${JSON.stringify(hidden.file)}.`,
      spot,
    );
  } else {
    reportUnresolved(at, name, spot);
  }
  return hidden;
}

/** Where an import is missing, the import was reported already. */
function reportUnresolved(site: FileSite, name: string, spot: Spot): void {
  const missing = site.file.resolvedImports.some(({ target }) => target === undefined);
  if (missing || /^\.?google\.protobuf\./.test(name)) return;
  const message = `The type ${JSON.stringify(name)} is not declared anywhere.`;
  if (!site.draft.strict) {
    report(site, "unresolved-type", message, spot);
    return;
  }
  const { line, column } = spot;
  throw new DriftError({
    code: "unresolved-reference",
    message,
    place: { file: site.file.path, line, column },
    hint: "Import the file that declares it, or correct the name.",
  });
}

/** What a declaration's options and comment add to its element. */
export type ElementFacts = Pick<Element, "deprecation" | "attributes">;

const NOTHING: ElementFacts = {};

/** Deprecation and attributes; `refine` may add to the options or take from them. */
export function elementFacts(
  scope: ScopeSite,
  node: { readonly options: readonly OptionNode[]; readonly comment?: Comment },
  refine: (facts: OptionFacts) => OptionFacts = (facts) => facts,
): ElementFacts {
  const { draft } = scope.at;
  const facts = refine(optionFacts(node.options, draft.symbols, scope.fullName));
  if (facts.size === 0 && node.options.length === 0 && node.comment === undefined) return NOTHING;
  const attributes = attributesOf(facts);
  const deprecation = deprecationOf(node, draft.sunset);
  return {
    ...(attributes === undefined ? {} : { attributes }),
    ...(deprecation === undefined ? {} : { deprecation }),
  };
}
