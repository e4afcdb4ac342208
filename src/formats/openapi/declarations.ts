import { declaration } from "../../model/coordinate.ts";
import type { Declaration } from "../../model/contract.ts";
import type { Coordinate } from "../../model/element.ts";
import type { Json } from "../../model/json.ts";
import { childOf, originOf, stringIn } from "./node.ts";
import type { Node } from "./node.ts";
import type { Reading } from "./reading.ts";
import { schemeAttributes } from "./security.ts";
import { servers2, urlOf } from "./servers.ts";

/** What stands beside operations and types: the contract itself, servers, tags, security schemes. */
export function readDeclarations(reading: Reading): ReadonlyMap<Coordinate, Declaration> {
  const declarations = [
    ...readInfo(reading),
    ...readServerDeclarations(reading),
    ...readTags(reading),
    ...readSchemes(reading),
  ];
  return new Map(declarations.map((found) => [found.coordinate, found]));
}

/** The version as it is written: `1.10` without quotes is a number in YAML, but no number here. */
function readInfo({ resolver, lifecycle }: Reading): readonly Declaration[] {
  const info = resolver.member(resolver.entry, "info");
  if (info === undefined) return [];
  const version = childOf(info, "version");
  const written =
    version === undefined || typeof version.value === "string"
      ? version?.value
      : version.file.document().written(version.pointer);
  const stability = lifecycle.stability(info.value);
  return [
    {
      kind: "contract",
      coordinate: "info",
      origin: originOf(version ?? info),
      reachable: false,
      attributes: written === undefined ? {} : { version: written },
      ...stability,
    },
  ];
}

function readServerDeclarations({ resolver, version }: Reading): readonly Declaration[] {
  const { entry } = resolver;
  if (version === "2.0") {
    const written = ["host", "basePath"].flatMap((key) => childOf(entry, key) ?? []);
    const [first] = written;
    return first === undefined ? [] : servers2(entry.value).map((url) => serverAt(first, url));
  }
  return resolver.items(resolver.member(entry, "servers")).flatMap((node) => {
    const url = urlOf(node.value);
    return url === undefined ? [] : [serverAt(node, url)];
  });
}

function serverAt(node: Node, url: string): Declaration {
  return named(node, { kind: "server", section: "servers", name: url }, { url });
}

function readTags({ resolver }: Reading): readonly Declaration[] {
  return resolver.items(resolver.member(resolver.entry, "tags")).flatMap((node) => {
    const name = stringIn(node.value, "name");
    if (name === undefined) return [];
    const facts = ["parent", "kind"].flatMap((key) => {
      const value = stringIn(node.value, key);
      return value === undefined ? [] : [[key, value] as const];
    });
    return [named(node, { kind: "tag", section: "tags", name }, Object.fromEntries(facts))];
  });
}

function readSchemes({ declared, resolver, lifecycle }: Reading): readonly Declaration[] {
  return [...declared.section("securitySchemes")].map(([name, node]) => {
    const scheme = resolver.follow(node);
    const deprecation = lifecycle.deprecation(scheme.value);
    const stability = lifecycle.stability(scheme.value);
    return {
      ...named(
        scheme,
        { kind: "security-scheme", section: "securitySchemes", name },
        schemeAttributes(scheme.value),
      ),
      reachable: true,
      ...(deprecation === undefined ? {} : { deprecation }),
      ...stability,
    };
  });
}

interface Named {
  readonly kind: Declaration["kind"];
  readonly section: string;
  readonly name: string;
}

function named(
  node: Node,
  { kind, section, name }: Named,
  attributes: Readonly<Record<string, Json>>,
): Declaration {
  return {
    kind,
    coordinate: declaration(section, name),
    origin: originOf(node),
    reachable: false,
    attributes,
  };
}
