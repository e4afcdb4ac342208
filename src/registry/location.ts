/** Whether a registry's location is the address of a PostgreSQL server, not a file. */
export function isPostgres(location: string): boolean {
  return /^postgres(?:ql)?:\/\//i.test(location);
}

/**
 * An address without user, password and parameters, any of which may be or hold a secret. Where
 * an unescaped `@` leaves open what belongs to a password, nothing but the scheme is shown.
 */
export function withoutSecrets(url: string): string {
  const scheme = /^[a-z]+:\/\//i.exec(url)?.[0] ?? "";
  const [address = "", ...parameters] = url.slice(scheme.length).split("?");
  if (parameters.some((text) => text.includes("@"))) return `${scheme}…`;
  return `${scheme}${address.slice(address.lastIndexOf("@") + 1)}`;
}
