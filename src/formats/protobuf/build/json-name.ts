/** protoc's default `json_name`: underscores go, the letter after each becomes a capital. */
export function defaultJsonName(name: string): string {
  if (!name.includes("_")) return name;
  return name.replaceAll(/_+(.?)/g, (_, letter: string) => letter.toUpperCase());
}
