/** What a shell calls the exit of a process that a signal has ended: 128 and the signal's number. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Ends the run at once on Ctrl-C, with nothing left behind: programs it has started, checkouts,
 * drafts of files. A second Ctrl-C does not wait for that.
 */
export function leaveNothingBehind(): void {
  for (const [signal, code] of Object.entries(EXIT_CODES)) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(code));
      void import("../app/cleanup.ts")
        .then(({ cleanUp }) => cleanUp())
        .finally(() => process.exit(code));
    });
  }
}
