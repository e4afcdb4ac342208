/** protoc's default `json_name`: underscores go, the letter after each becomes a capital. */
export function defaultJsonName(name: string): string {
  if (!name.includes("_")) return name;
  const [first = "", ...words] = name.split("_");
  return words.reduce((json, word) => json + word.slice(0, 1).toUpperCase() + word.slice(1), first);
}
