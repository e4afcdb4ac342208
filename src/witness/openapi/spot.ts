import { parseCoordinate, type Step } from "../../model/coordinate-text.ts";
import { quoteName } from "../../model/coordinate.ts";
import type { Message, Parameter } from "../../model/operation.ts";
import { slotOf } from "./slot.ts";

/** A place of a change in the messages of an operation, taken apart. */
export type Spot =
  | { readonly kind: "operation" }
  | {
      readonly kind: "value";
      readonly part: "request" | "response";
      /** Of a response: `200`, `4XX`, `default`. */
      readonly selector: string;
      /** The parameter, the header or `body`. Absent: the message as a whole. */
      readonly slot?: string;
      readonly mediaType?: string;
      /** From the slot's value to the changed one. */
      readonly steps: readonly Step[];
    };

/**
 * Reads the place of a reach. `messages` are those of the operation on both sides: names of
 * parameters and media types stand in a place as they are, so they are recognised, not parsed.
 */
export function spotOf(place: string, messages: readonly Message[]): Spot | undefined {
  if (place === "") return { kind: "operation" };
  if (/^req(?=[[.<{]|$)/.test(place)) {
    const request = messages.filter(({ kind }) => kind === "request");
    return bodySpot({ part: "request", selector: "" }, place.slice("req".length), request);
  }
  const response = /^res(?:\.(?<selector>\w+))?(?=[[.<{]|$)/.exec(place);
  if (response === null) {
    const request = messages.filter(({ kind }) => kind === "request");
    return parameterSpot({ part: "request", selector: "" }, place, request);
  }
  const selector = response.groups?.["selector"] ?? "";
  const owners = messages.filter(
    (message) =>
      message.kind === "response" && message.selector.toUpperCase() === selector.toUpperCase(),
  );
  const rest = place.slice(response[0].length);
  const owner = { part: "response", selector } as const;
  if (rest.startsWith(".header.")) return parameterSpot(owner, rest.slice(1), owners);
  return bodySpot(owner, rest, owners);
}

interface Owner {
  readonly part: "request" | "response";
  readonly selector: string;
}

function bodySpot(owner: Owner, rest: string, messages: readonly Message[]): Spot | undefined {
  if (rest === "") return { kind: "value", ...owner, steps: [] };
  const types = messages.flatMap((message) =>
    (message.body?.contents ?? []).map(({ mediaType }) => mediaType),
  );
  const mediaType = longest(types.filter((type) => rest.startsWith(`[${type}]`)));
  const steps = stepsOf(mediaType === undefined ? rest : rest.slice(mediaType.length + 2));
  if (steps === undefined) return undefined;
  const media = mediaType === undefined ? {} : { mediaType };
  return { kind: "value", ...owner, slot: "body", ...media, steps };
}

function parameterSpot(owner: Owner, text: string, messages: readonly Message[]): Spot | undefined {
  const found = messages
    .flatMap(({ parameters }) => parameters)
    .flatMap((parameter) =>
      namesIn(parameter)
        .filter((name) => text.toLowerCase().startsWith(name.toLowerCase()))
        .map((name) => ({ parameter, name })),
    )
    .sort((one, other) => other.name.length - one.name.length)
    .find(({ name }) => stepsOf(text.slice(name.length)) !== undefined);
  if (found === undefined) return undefined;
  const steps = stepsOf(text.slice(found.name.length)) ?? [];
  return { kind: "value", ...owner, slot: slotOf(found.parameter), steps };
}

/** How a place may name a parameter. */
function namesIn({ place, name, position }: Parameter): readonly string[] {
  const names = position === undefined ? [name, quoteName(name)] : [String(position), name];
  return names.map((text) => `${place}.${text}`);
}

function longest(texts: readonly string[]): string | undefined {
  return texts.reduce<string | undefined>(
    (best, text) => (best === undefined || text.length > best.length ? text : best),
    undefined,
  );
}

function stepsOf(text: string): readonly Step[] | undefined {
  if (text === "") return [];
  const parsed = parseCoordinate("openapi", `GET / req[a/b]${text}`);
  return parsed?.form === "use" ? parsed.steps.slice(1) : undefined;
}
