/** Adds one key or index to a JSON pointer (RFC 6901). */
export function childPointer(parent: string, key: string | number): string {
  return `${parent}/${typeof key === "string" ? escapeToken(key) : key}`;
}

function escapeToken(key: string): string {
  return key.includes("~") || key.includes("/")
    ? key.replaceAll("~", "~0").replaceAll("/", "~1")
    : key;
}

/** The keys and indices of a JSON pointer; empty for the whole document. */
export function pointerTokens(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer.slice(1).split("/").map(unescapeToken);
}

function unescapeToken(token: string): string {
  return token.includes("~") ? token.replaceAll("~1", "/").replaceAll("~0", "~") : token;
}
