/** What the part of a `$ref` before `#` names. */
export type Target =
  | { readonly kind: "same-file" }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "url"; readonly url: string; readonly host: string }
  | { readonly kind: "outside" };

/** Resolves the part of a `$ref` before `#` against the file it stands in. Nothing is read. */
export function targetOf(from: string, reference: string): Target {
  if (reference === "") return { kind: "same-file" };
  const base = isUrl(from) ? from : undefined;
  if (base !== undefined || isUrl(reference)) return urlTarget(reference, base);
  if (/^(?:[\\/]|[A-Za-z][A-Za-z0-9+.-]*:)/.test(reference)) return { kind: "outside" };
  const parts = from.split("/").slice(0, -1);
  for (const part of decoded(reference).split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return { kind: "outside" };
  }
  return { kind: "file", path: parts.join("/") };
}

/** True for addresses that are fetched over the network. */
export function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

function urlTarget(reference: string, base: string | undefined): Target {
  const url = URL.parse(reference, base);
  if (url === null || !isUrl(url.href)) return { kind: "outside" };
  return { kind: "url", url: url.href, host: url.host };
}

/** Percent-decoded where that is possible; a lone `%` stands for itself. */
export function decoded(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The file's name without folders and without its last extension. */
export function baseName(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.replace(/(?<=.)\.[^.]*$/, "");
}
