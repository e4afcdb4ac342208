import { parentOf, qualified, type Symbols, type TypeSymbol } from "./symbols.ts";
import type { Visibility } from "./visibility.ts";

/** A written type name and where it stands. */
export interface NameUse {
  /** As written: `Order`, `v1.Order`, `.shop.v1.Order`. */
  readonly name: string;
  /** Full name of the innermost scope around it. */
  readonly scope: string;
}

/**
 * Finds a type as protoc does (`DescriptorBuilder::LookupSymbolNoPlaceholder`): the first part of
 * the name is looked up from the innermost scope outwards, and where it is found, the rest must be
 * there exactly. Packages, messages, enums and services hide what lies further out; anything else
 * does not. Without a visibility every file counts as imported.
 */
export function resolveName(
  symbols: Symbols,
  use: NameUse,
  visibility: Visibility | undefined,
): TypeSymbol | undefined {
  const { name } = use;
  if (name.startsWith(".")) return visibleType(symbols, name.slice(1), visibility);
  if (visibility === undefined) return lookedUp(symbols, use, undefined);
  const { around, found } = visibility;
  // Few messages declare types that names are looked up among: mostly the package is asked.
  for (let { scope } = use; scope !== around; scope = parentOf(scope)) {
    if (scope === "" || symbols.scopes.has(scope)) return lookedUp(symbols, use, visibility);
  }
  const known = found.get(name);
  if (known !== undefined || found.has(name)) return known;
  const symbol = lookedUp(symbols, { name, scope: around }, visibility);
  found.set(name, symbol);
  return symbol;
}

function lookedUp(
  symbols: Symbols,
  { name, scope: innermost }: NameUse,
  visibility: Visibility | undefined,
): TypeSymbol | undefined {
  const dot = name.indexOf(".");
  const first = dot === -1 ? name : name.slice(0, dot);
  for (let scope = innermost; ; scope = parentOf(scope)) {
    if (scope !== "" && !symbols.scopes.has(scope)) continue;
    const candidate = qualified(scope, first);
    const symbol = visibleType(symbols, candidate, visibility);
    if (dot === -1) {
      if (symbol !== undefined && symbol.kind !== "service") return symbol;
    } else if (symbol !== undefined || isPackage(symbols, candidate, visibility)) {
      return visibleType(symbols, candidate + name.slice(dot), visibility);
    }
    if (scope === "") return undefined;
  }
}

function visibleType(
  { types }: Symbols,
  fullName: string,
  visibility: Visibility | undefined,
): TypeSymbol | undefined {
  const symbol = types.get(fullName);
  if (symbol === undefined || visibility === undefined) return symbol;
  if (visibility.files.has(symbol.file)) return symbol;
  for (const file of symbol.otherFiles ?? []) if (visibility.files.has(file)) return symbol;
  return undefined;
}

function isPackage(symbols: Symbols, name: string, visibility: Visibility | undefined): boolean {
  return (visibility ?? symbols).packages.has(name);
}
