import { DriftError } from "../../../errors.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../model/json.ts";
import { enumOf, extendsOf, messageOf, type Site } from "./descriptor-message.ts";
import { spotFinder, type SpotFinder } from "./descriptor-spots.ts";
import { listOf, memberOf, objectsOf, optionsOf, textOf, textsOf } from "./descriptor-values.ts";
import { versionOf } from "../syntax/parse-file.ts";
import type { ImportNode, MethodNode, ProtoFile, ServiceNode } from "../syntax/syntax-tree.ts";

/**
 * The files of a `FileDescriptorSet` in its JSON form, as `buf build -o image.json` writes it.
 * A reader of the binary form would decode the bytes into the same object and call this.
 */
export function filesOfDescriptorSet(set: JsonObject): readonly ProtoFile[] {
  return objectsOf(set, "file").map((file) => fileOf(file));
}

/** Parses the text of a descriptor set; `syntax` or `not-a-contract` where it is none. */
export function parseDescriptorSet(path: string, text: string): JsonObject {
  const set = parseJson(path, text);
  if (isJsonObject(set) && Array.isArray(memberOf(set, "file"))) return set;
  throw new DriftError({
    code: "not-a-contract",
    message: 'The file is no descriptor set: it has no list "file".',
    place: { file: path },
    hint: "`buf build -o image.json` writes a descriptor set as JSON.",
  });
}

function parseJson(path: string, text: string): Json {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DriftError({
      code: "syntax",
      message: "The descriptor set is not valid JSON.",
      place: { file: path },
      cause,
    });
  }
}

function fileOf(file: JsonObject): ProtoFile {
  const path = textOf(file, "name");
  const find = spotFinder(file);
  const site: Site = { file: path, find };
  const { spot, comment } = find("");
  return {
    path,
    ...versionOfDescriptor(file, path),
    package: textOf(file, "package"),
    packageSpot: find("2").spot,
    imports: importsOf(file, find),
    messages: objectsOf(file, "messageType").map((item, at) => messageOf(item, `4,${at}`, site)),
    enums: objectsOf(file, "enumType").map((item, at) => enumOf(item, `5,${at}`, site)),
    services: objectsOf(file, "service").map((item, at) => serviceOf(item, `6,${at}`, site)),
    extends: extendsOf(file, "7", site),
    options: optionsOf(file, spot, path),
    ...(comment === undefined ? {} : { comment }),
  };
}

function versionOfDescriptor(
  file: JsonObject,
  path: string,
): Pick<ProtoFile, "syntax" | "edition"> {
  const place = { file: path, line: 1, column: 1 };
  const edition = memberOf(file, "edition");
  // A decoder that does not know an edition's name leaves its number.
  if (edition === 1002) return { syntax: "editions", edition: "2026" };
  if (typeof edition === "number") return versionOf(String(edition), true, place);
  const name = textOf(file, "edition");
  if (name !== "") return versionOf(name.replace(/^EDITION_/, ""), true, place);
  const syntax = textOf(file, "syntax");
  return syntax === "" ? { syntax: "proto2" } : versionOf(syntax, false, place);
}

function importsOf(file: JsonObject, find: SpotFinder): readonly ImportNode[] {
  const publics = new Set(listOf(file, "publicDependency"));
  const weaks = new Set(listOf(file, "weakDependency"));
  const plain = textsOf(file, "dependency").map((path, at): ImportNode => {
    const modifier = publics.has(at) ? "public" : weaks.has(at) ? "weak" : undefined;
    return {
      path,
      ...find(`3,${at}`).spot,
      ...(modifier === undefined ? {} : { modifier }),
    };
  });
  const options = textsOf(file, "optionDependency").map((path, at): ImportNode => ({
    path,
    ...find(`15,${at}`).spot,
    modifier: "option",
  }));
  return [...plain, ...options];
}

function serviceOf(service: JsonObject, path: string, site: Site): ServiceNode {
  const { spot, comment } = site.find(path);
  return {
    name: textOf(service, "name"),
    methods: objectsOf(service, "method").map((item, at) =>
      methodOf(item, `${path},2,${at}`, site),
    ),
    options: optionsOf(service, spot, site.file),
    ...spot,
    ...(comment === undefined ? {} : { comment }),
  };
}

function methodOf(method: JsonObject, path: string, site: Site): MethodNode {
  const { spot, comment } = site.find(path);
  return {
    name: textOf(method, "name"),
    input: textOf(method, "inputType"),
    output: textOf(method, "outputType"),
    clientStreaming: memberOf(method, "clientStreaming") === true,
    serverStreaming: memberOf(method, "serverStreaming") === true,
    options: optionsOf(method, spot, site.file),
    ...spot,
    ...(comment === undefined ? {} : { comment }),
  };
}
