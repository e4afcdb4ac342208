/** One line on a terminal's standard error that says what is being done; nothing elsewhere. */
export interface Progress {
  show(text: string): void;
  clear(): void;
}

/** How long a run may take before it says anything. */
const PATIENCE_MS = 300;

/** Progress for a run that starts now. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  const began = performance.now();
  let shown = false;
  return {
    show(text) {
      if (performance.now() - began < PATIENCE_MS) return;
      stream.write(`\r\u001B[2K${text.slice(0, Math.max(20, stream.columns - 1))}`);
      shown = true;
    },
    clear() {
      if (shown) stream.write("\r\u001B[2K");
      shown = false;
    },
  };
}
