/**
 * What a type name means where it is written (protoc: `DescriptorBuilder::LookupSymbol`): the
 * innermost scope that knows its first part decides; a leading dot makes a name absolute.
 * `scope` is the full name of the message or package the reference stands in.
 */
export function resolveName(
  reference: string,
  scope: string,
  isKnown: (fullName: string) => boolean,
): string | undefined {
  if (reference.startsWith(".")) return known(reference.slice(1), isKnown);
  const first = reference.split(".", 1)[0] ?? "";
  for (let outer: string | undefined = scope; outer !== undefined; outer = parentOf(outer)) {
    const prefix = outer === "" ? "" : `${outer}.`;
    // protoc stops at the first scope that has the first part; going on finds what it would refuse.
    if (isKnown(prefix + first) && isKnown(prefix + reference)) return prefix + reference;
  }
  return undefined;
}

function known(name: string, isKnown: (fullName: string) => boolean): string | undefined {
  return isKnown(name) ? name : undefined;
}

function parentOf(scope: string): string | undefined {
  if (scope === "") return undefined;
  const dot = scope.lastIndexOf(".");
  return dot < 0 ? "" : scope.slice(0, dot);
}
