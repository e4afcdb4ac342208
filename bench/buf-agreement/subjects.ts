import type { Change } from "../../src/diff/index.ts";

/** One finding of buf, as it prints it with `--error-format json`. */
export interface BufFinding {
  readonly type: string;
  readonly message: string;
  /** The file of after; absent where it is gone. */
  readonly path?: string;
}

/** From what buf says to the element it says it of, as `Message#2`, `Enum`, `Service/Method`. */
const SUBJECTS: readonly (readonly [
  pattern: RegExp,
  subject: (parts: readonly string[]) => string,
])[] = [
  [
    /\bfield "(\d+)" with name "[^"]*" on message "([^"]+)"/i,
    ([number, message]) => `${message}#${number}`,
  ],
  [/\bfield "(\d+)" on message "([^"]+)"/i, ([number, message]) => `${message}#${number}`],
  [/\benum value "[^"]*"(?: with name "[^"]*")? on enum "([^"]+)"/i, ([list]) => list ?? ""],
  [/\benum "([^"]+)"/i, ([list]) => list ?? ""],
  [/\bRPC "([^"]+)" on service "([^"]+)"/i, ([method, service]) => `${service}/${method}`],
  [/\boneof "([^"]+)" on message "([^"]+)"/i, ([oneof]) => oneof ?? ""],
  [/\bmessage "([^"]+)"/i, ([message]) => message ?? ""],
  [/\bservice "([^"]+)"/i, ([service]) => service ?? ""],
  [/\bfile "([^"]+)"/i, ([file]) => file ?? ""],
];

/** The element of a finding by its file, and what it belongs to; the file alone where it is about that. */
export function subjectsOfFinding({ message, path = "" }: BufFinding): readonly string[] {
  const names = SUBJECTS.flatMap(([pattern, subject]) => {
    const found = pattern.exec(message);
    return found === null ? [] : [subject(found.slice(1))];
  });
  const [first] = names;
  if (first === undefined) return [path];
  if (first.endsWith(".proto")) return [first];
  const service = first.includes("/") ? [first.replace(/\/.*/, "")] : [];
  const member = MEMBER.exec(message);
  const own = member === null ? [] : [`${shortName(member[2] ?? "")} ${member[1] ?? ""}`];
  return [...[first, ...service].map(shortName), ...own].map((name) => `${path}:${name}`);
}

/** A field with its name, which is how a oneof knows its members. */
const MEMBER = /\bfield "\d+" with name "([^"]+)" on message "([^"]+)"/i;

/** buf names a nested type now with, now without what is around it. */
function shortName(name: string): string {
  return name.replace(/^.*\.(?=[^.#/]+[#/])/, "").replace(/^[^#/]*\.(?=[^.]+$)/, "");
}

/** The same of our changes: where an element stands on either side. */
export function subjectsOfChange(change: Change): readonly string[] {
  const { element, rule, details } = change;
  if (element.endsWith(".proto")) return [element];
  const own = shortName(element.replace(/\.[^.#/]+#/, "#"));
  const numbers = rule === "field-number-changed" ? [details.before, details.after] : [];
  // buf knows values by their numbers, so they are matched by their enum.
  const around = rule.startsWith("enum-") ? [shortName(element.replace(/\.[^.]+$/, ""))] : [];
  const message = shortName(element.replace(/\.[^.]+$/, ""));
  const members = rule.startsWith("oneof-") ? (details.detail ?? "").split(", ") : [];
  const names = [
    own,
    ...around,
    ...members.map((member) => `${message} ${member}`),
    ...numbers.map((number) => own.replace(/#\d+$/, `#${number ?? ""}`)),
  ];
  return filesOf(change).flatMap((file) => names.map((one) => `${file}:${one}`));
}

/** The files that a change is about. */
export function filesOf({ before, after }: Pick<Change, "before" | "after">): readonly string[] {
  return [before, after].flatMap((side) => (side?.origin === undefined ? [] : [side.origin.file]));
}
