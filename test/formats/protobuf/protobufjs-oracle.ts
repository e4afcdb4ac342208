import protobuf from "protobufjs";
import type {
  MessageNode,
  ProtoFile,
  Scope,
} from "../../../src/formats/protobuf/syntax/syntax-tree.ts";

/** One line for each declaration, in a form that both parsers can be brought into. */
export type Declarations = readonly string[];

/** What our parser says a file declares. */
export function declarationsOf(file: ProtoFile): Declarations {
  const lines: string[] = [];
  const visit = (scope: Scope, prefix: string): void => {
    for (const message of scope.messages) visitMessage(message, `${prefix}${message.name}`);
    for (const node of scope.enums) {
      const path = `${prefix}${node.name}`;
      lines.push(`enum ${path}`);
      for (const value of node.values) lines.push(`value ${path}.${value.name}=${value.number}`);
      pushReserved(path, node.reserved);
    }
    for (const { extendee, fields } of scope.extends) {
      for (const field of fields) lines.push(`extend ${extendee} ${prefix}${fieldText(field)}`);
    }
  };
  const pushReserved = (path: string, reserved: MessageNode["reserved"]): void => {
    for (const [from, to] of reserved.numbers) lines.push(`reserved ${path} ${from}-${to}`);
    for (const name of reserved.names) lines.push(`reserved ${path} ${name}`);
  };
  const visitMessage = (message: MessageNode, path: string): void => {
    lines.push(`message ${path}`);
    for (const field of message.fields) lines.push(`field ${path}.${fieldText(field)}`);
    for (const { name, members } of message.oneofs) {
      lines.push(`oneof ${path}.${name}: ${members.join(" ")}`);
    }
    for (const [from, to] of message.extensionRanges) lines.push(`range ${path} ${from}-${to}`);
    pushReserved(path, message.reserved);
    visit(message, `${path}.`);
  };
  const fieldText = (field: MessageNode["fields"][number]): string => {
    const json = field.options.find(({ path }) => path[0] === "json_name")?.value;
    const deprecated = field.options.some(
      ({ path, value }) => path[0] === "deprecated" && value === true,
    );
    const label = field.label === "optional" ? "" : (field.label ?? "");
    const key = field.mapKey === undefined ? "" : `map<${field.mapKey}>`;
    const optional =
      file.syntax === "proto3" && field.label === "optional" ? " proto3-optional" : "";
    return `${field.name}=${field.number} ${label}${key} ${field.type}${json === undefined ? "" : ` json ${JSON.stringify(json)}`}${deprecated ? " deprecated" : ""}${optional}`;
  };
  visit(file, "");
  for (const service of file.services) {
    lines.push(`service ${service.name}`);
    for (const m of service.methods) {
      lines.push(
        `rpc ${service.name}.${m.name} ${m.clientStreaming} ${m.input} ${m.serverStreaming} ${m.output}`,
      );
    }
  }
  return lines.sort();
}

/** What protobufjs says of the same text: an independent parser, used as the oracle. */
export function oracleDeclarationsOf(text: string): Declarations {
  const root = new protobuf.Root();
  const parsed = protobuf.parse(text, root, { keepCase: true, alternateCommentMode: true });
  const start = parsed.package === undefined ? root : root.lookup(parsed.package);
  const prefix = parsed.package === undefined ? "." : `.${parsed.package}.`;
  const visit = (object: protobuf.ReflectionObject): readonly string[] => {
    const path = object.fullName.slice(prefix.length);
    if (object instanceof protobuf.Type) {
      return [...oracleMessage(object, path), ...object.nestedArray.flatMap(visit)];
    }
    if (object instanceof protobuf.Enum) return oracleEnum(object, path);
    if (object instanceof protobuf.Service) return oracleService(object, path);
    if (object instanceof protobuf.Field) {
      return [`extend ${object.extend ?? ""} ${path}=${oracleField(object)}`];
    }
    return object instanceof protobuf.Namespace ? object.nestedArray.flatMap(visit) : [];
  };
  const top = start instanceof protobuf.Namespace ? start.nestedArray : [];
  return top.flatMap(visit).sort();
}

function oracleMessage(type: protobuf.Type, path: string): readonly string[] {
  const oneofs = type.oneofsArray.filter(({ fieldsArray }) => !fieldsArray.some(isOptional));
  const ranges = Array.isArray(type.extensions) ? type.extensions : [];
  return [
    `message ${path}`,
    // Fields that extend the type from elsewhere stand in it too.
    ...type.fieldsArray
      .filter((field) => !field.declaringField)
      .map((field) => `field ${path}.${field.name}=${oracleField(field)}`),
    ...oneofs.map(
      (oneof) =>
        `oneof ${path}.${oneof.name}: ${oneof.fieldsArray.map(({ name }) => name).join(" ")}`,
    ),
    ...ranges.map(([from, to]) => `range ${path} ${from}-${to}`),
    ...oracleReserved(type.reserved, path),
  ];
}

function oracleEnum(type: protobuf.Enum, path: string): readonly string[] {
  return [
    `enum ${path}`,
    ...Object.entries(type.values).map(([name, id]) => `value ${path}.${name}=${id}`),
    ...oracleReserved(type.reserved, path),
  ];
}

function oracleService(service: protobuf.Service, path: string): readonly string[] {
  return [
    `service ${path}`,
    ...service.methodsArray.map(
      (m) =>
        `rpc ${path}.${m.name} ${m.requestStream === true} ${m.requestType} ${m.responseStream === true} ${m.responseType}`,
    ),
  ];
}

function oracleReserved(reserved: unknown, path: string): readonly string[] {
  const items: readonly (string | readonly number[])[] = Array.isArray(reserved) ? reserved : [];
  return items.map(
    (item) => `reserved ${path} ${typeof item === "string" ? item : `${item[0]}-${item[1]}`}`,
  );
}

function isOptional(field: protobuf.Field): boolean {
  return field.options?.["proto3_optional"] === true;
}

function oracleField(field: protobuf.Field): string {
  const options: Readonly<Record<string, unknown>> = field.options ?? {};
  const label = field.rule === "required" || field.rule === "repeated" ? field.rule : "";
  const key = field instanceof protobuf.MapField ? `map<${field.keyType}>` : "";
  const json =
    options["json_name"] === undefined ? "" : ` json ${JSON.stringify(options["json_name"])}`;
  const deprecated = options["deprecated"] === true ? " deprecated" : "";
  const optional = isOptional(field) ? " proto3-optional" : "";
  return `${field.id} ${label}${key} ${field.type}${json}${deprecated}${optional}`;
}
