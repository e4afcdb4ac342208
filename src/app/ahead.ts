/**
 * Work that is begun before it is known to be needed. Where it fails, whoever waits for it is told,
 * and nobody else.
 */
export function ahead<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
