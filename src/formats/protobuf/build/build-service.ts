import type { Declaration } from "../../../model/contract.ts";
import { place, protobufMember, protobufMethod } from "../../../model/coordinate.ts";
import type { Message, Operation } from "../../../model/operation.ts";
import type { MethodNode, ServiceNode } from "../syntax/syntax-tree.ts";
import { elementFacts, originOf, report, type ScopeSite } from "./context.ts";
import { inheritFeatures } from "./features.ts";
import { bindingsOf } from "./http-rule.ts";
import type { OptionFacts } from "./option-facts.ts";
import { valueShape } from "./value-shape.ts";

const HTTP = "(google.api.http)";

/** A service as a declaration, and each of its RPCs as an operation. */
export function buildService(around: ScopeSite, node: ServiceNode): void {
  const fullName = protobufMember(around.fullName, node.name);
  const features = inheritFeatures(around.features, node.options);
  const scope: ScopeSite = { at: around.at, fullName, features };
  const { declarations, operations } = scope.at.draft;
  if (declarations.has(fullName)) {
    report(scope.at, "duplicate-definition", `${fullName} is declared twice.`, node);
    return;
  }
  const facts = elementFacts(scope, node);
  const service: Declaration = {
    kind: "service",
    coordinate: fullName,
    origin: originOf(scope.at, node),
    reachable: true,
    ...(scope.at.stability === undefined ? {} : { stability: scope.at.stability }),
    ...facts,
    // Generated code of a service is found by the file that declares it.
    attributes: { ...facts.attributes, file: scope.at.file.path },
  };
  declarations.set(fullName, service);
  const names = new Set<string>();
  for (const method of node.methods) {
    if (names.has(method.name)) {
      const message = `${fullName} has two RPCs named ${method.name}.`;
      report(scope.at, "duplicate-definition", message, method);
      continue;
    }
    names.add(method.name);
    operations.push(operationOf(scope, method));
  }
}

function operationOf(scope: ScopeSite, node: MethodNode): Operation {
  const coordinate = protobufMethod(scope.fullName, node.name);
  const origin = originOf(scope.at, node);
  let rule: ReturnType<OptionFacts["get"]>;
  const facts = elementFacts(scope, node, (options) => {
    rule = options.get(HTTP);
    return rule === undefined ? options : new Map([...options].filter(([name]) => name !== HTTP));
  });
  const bindings = bindingsOf(rule, origin);
  return {
    kind: "operation",
    coordinate,
    origin,
    match: coordinate,
    group: scope.fullName,
    initiator: "consumer",
    messages: [messageOf(scope, node, "request"), messageOf(scope, node, "response")],
    ...(bindings.length === 0 ? {} : { bindings }),
    ...(scope.at.stability === undefined ? {} : { stability: scope.at.stability }),
    ...facts,
  };
}

function messageOf(scope: ScopeSite, node: MethodNode, kind: Message["kind"]): Message {
  const request = kind === "request";
  const method = protobufMethod(scope.fullName, node.name);
  const coordinate = place(method, request ? "req" : "res");
  const origin = originOf(scope.at, node);
  const type = request ? node.input : node.output;
  const { shape } = valueShape(scope, type, node, { coordinate, origin });
  return {
    kind,
    coordinate,
    origin,
    selector: "",
    direction: request ? "input" : "output",
    streamed: request ? node.clientStreaming : node.serverStreaming,
    parameters: [],
    body: {
      required: true,
      contents: [{ kind: "media-type", coordinate, origin, mediaType: "", shape }],
    },
  };
}
