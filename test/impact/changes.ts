import type { Change, Effect } from "../../src/diff/change.ts";
import type { Direction, Surface } from "../../src/model/semantics.ts";
import type { Usage, UsageMode } from "../../src/model/usage.ts";
import type { Severity } from "../../src/rules/rule.ts";

/** A change with what a test says of it; effects on the wire in the directions that it names. */
export function change(
  parts: Pick<Change, "rule" | "element" | "kind"> &
    Partial<Change> & { readonly input?: Severity; readonly output?: Severity },
): Change {
  const { input, output, ...given } = parts;
  const effects = [...effectsIn("input", input), ...effectsIn("output", output)];
  return {
    severity: "breaking",
    direction: input === undefined ? "output" : output === undefined ? "input" : "both",
    effects,
    reach: [],
    reachTotal: 0,
    message: `${parts.element} changed`,
    details: {},
    facts: {},
    ...given,
  };
}

function effectsIn(direction: Direction, severity: Severity | undefined): readonly Effect[] {
  return severity === undefined ? [] : [effect("wire", direction, severity)];
}

export function effect(surface: Surface, direction: Direction, severity: Severity): Effect {
  return { surface, direction, severity, certainty: "by-rule" };
}

/** A use of the contract `orders` by one consumer. */
export function use(consumer: string, coordinate: string, mode: UsageMode, kind = "pact"): Usage {
  return {
    consumer,
    contract: "orders",
    coordinate,
    mode,
    evidence: { kind, file: `${consumer}.json` },
  };
}
