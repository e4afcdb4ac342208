/** What must not be left behind when the run is broken off. */
const pending = new Set<() => void>();

/** Has something done if the run is broken off before `settled` is called. It must not wait. */
export function whenBrokenOff(cleanup: () => void): { settled(): void } {
  pending.add(cleanup);
  return { settled: () => void pending.delete(cleanup) };
}

/** Does at once what was asked for, the last first. What fails does not stop the rest. */
export function cleanUp(): void {
  for (const cleanup of [...pending].reverse()) {
    try {
      cleanup();
    } catch {
      // Whoever breaks a run off is not helped by a trace.
    }
  }
  pending.clear();
}
