/**
 * Formats that are asserted, as ajv-formats does by default. Every pattern is linear. A format that
 * is not listed says nothing about a value.
 */
const FORMATS: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  time: /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:z|[-+]\d\d(?::?\d\d)?)?$/i,
  "date-time":
    /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[t\s](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:z|[-+]\d\d(?::?\d\d)?)$/i,
  email: /^[^\s@]+@[^\s@]+$/,
  uuid: /^(?:urn:uuid:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  uri: /^[a-z][a-z0-9+.-]*:\S*$/i,
  ipv4: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/,
};

/** Whether a text keeps a format; true for formats that are not asserted. */
export function keepsFormat(format: string, text: string): boolean {
  if (!Object.hasOwn(FORMATS, format)) return true;
  return FORMATS[format]?.test(text) ?? true;
}

/** Whether a number is in the range of `int32` or `int64`; true for other formats. */
export function keepsNumberFormat(format: string, value: number | bigint): boolean {
  if (format === "int32")
    return Number.isInteger(Number(value)) && Math.abs(Number(value)) <= 2 ** 31;
  if (format === "int64")
    return Number.isInteger(Number(value)) && Math.abs(Number(value)) <= 2 ** 63;
  return true;
}
