import * as coordinate from "../../src/model/coordinate.ts";
import type { Contract, NamedType } from "../../src/model/contract.ts";
import type { Message, Operation, Parameter } from "../../src/model/operation.ts";
import type { Field, Shape, ShapeRef } from "../../src/model/shape.ts";

/** An HTTP contract of a shop's orders, built in the model: no reader takes part in the tests. */

const origin = { file: "orders.yaml", pointer: "" };
const JSON_TYPE = "application/json";

export function ref(name: string): ShapeRef {
  return { kind: "ref", to: `#schemas.${name}`, nullable: false, origin };
}

function scalar(at: string, type: "string" | "integer" | "boolean"): Shape {
  return { kind: "shape", coordinate: at, origin, types: [type] };
}

function list(at: string, items: ShapeRef): Shape {
  return { kind: "shape", coordinate: at, origin, types: ["array"], array: { items } };
}

export function oneOfValues(at: string, values: readonly string[]): Shape {
  const items = values.map((value) => ({
    kind: "enum-value" as const,
    coordinate: coordinate.constant(at, value),
    origin,
    value,
  }));
  return {
    kind: "shape",
    coordinate: at,
    origin,
    types: ["string"],
    values: { open: false, items },
  };
}

export function object(at: string, members: Readonly<Record<string, ShapeRef | "needed">>): Shape {
  const fields = Object.entries(members).map(([written, shape]): Field => {
    const name = written.replace(/!$/, "");
    const own = coordinate.member(at, name);
    return {
      kind: "field",
      coordinate: own,
      origin,
      name,
      required: written.endsWith("!"),
      shape: shape === "needed" ? scalar(own, "string") : shape,
    };
  });
  return { kind: "shape", coordinate: at, origin, types: ["object"], object: { fields } };
}

export function schema(name: string, shape: (at: string) => Shape): NamedType {
  const at = coordinate.declaration("schemas", name);
  return {
    kind: "type",
    id: at,
    name,
    coordinate: at,
    origin,
    definition: "schema",
    shape: shape(at),
  };
}

export function query(operation: string, name: string, shape?: ShapeRef): Parameter {
  const at = coordinate.place(operation, "query", name);
  return {
    kind: "parameter",
    coordinate: at,
    origin,
    name,
    place: "query",
    required: false,
    shape: shape ?? scalar(at, "string"),
    serialization: { style: "form", explode: true, allowReserved: false, allowEmptyValue: false },
  };
}

export interface OperationParts {
  readonly parameters?: readonly Parameter[];
  readonly request?: ShapeRef;
  readonly responses: Readonly<Record<string, ShapeRef | undefined>>;
}

export function operation(method: string, path: string, parts: OperationParts): Operation {
  const at = coordinate.httpOperation(method, path);
  return {
    kind: "operation",
    coordinate: at,
    match: at,
    group: path,
    origin,
    initiator: "consumer",
    servers: ["https://shop.example/api/v1"],
    messages: [
      message(coordinate.place(at, "req"), "request", {
        shape: parts.request,
        parameters: parts.parameters,
      }),
      ...Object.entries(parts.responses).map(([status, shape]) =>
        message(coordinate.place(at, "res", status), "response", { shape, selector: status }),
      ),
    ],
  };
}

interface MessageParts {
  readonly shape?: ShapeRef | undefined;
  readonly parameters?: readonly Parameter[] | undefined;
  readonly selector?: string;
}

function message(at: string, kind: "request" | "response", parts: MessageParts): Message {
  const content = coordinate.inMediaType(at, JSON_TYPE);
  return {
    kind,
    coordinate: at,
    origin,
    selector: parts.selector ?? "",
    direction: kind === "request" ? "input" : "output",
    streamed: false,
    parameters: parts.parameters ?? [],
    ...(parts.shape === undefined
      ? {}
      : {
          body: {
            required: true,
            contents: [
              {
                kind: "media-type",
                coordinate: content,
                origin,
                mediaType: JSON_TYPE,
                shape: parts.shape,
              },
            ],
          },
        }),
  };
}

export function httpContract(
  operations: readonly Operation[],
  types: readonly NamedType[],
): Contract {
  return {
    format: "openapi",
    dialect: "OpenAPI 3.1",
    semantics: {
      surfaces: ["wire", "json", "source"],
      promised: ["wire"],
      identity: { wire: "structural", json: "structural", source: "nominal" },
      fieldKey: { wire: "name", json: "name", source: "name" },
      unknownInput: { wire: "by-shape", json: "by-shape", source: "by-shape" },
      selection: "whole",
      unknownAlternatives: "fatal",
      unreached: "none",
    },
    operations,
    types: new Map(types.map((type) => [type.id, type])),
    declarations: new Map(),
  };
}

const ORDERS = [
  operation("GET", "/orders", {
    parameters: [query("GET /orders", "status", ref("Status")), query("GET /orders", "page")],
    responses: { "200": list("GET /orders res.200[application/json]", ref("Order")) },
  }),
  operation("POST", "/orders", {
    request: ref("NewOrder"),
    responses: { "201": ref("Order"), "4XX": ref("Problem") },
  }),
  operation("GET", "/orders/{id}", { responses: { "200": ref("Order"), "404": ref("Problem") } }),
  operation("GET", "/orders/mine", { responses: { "200": ref("Order") } }),
  operation("DELETE", "/orders/{id}", { responses: { "204": undefined } }),
];

const TYPES = [
  schema("Status", (at) => oneOfValues(at, ["open", "paid", "sent"])),
  schema("Line", (at) =>
    object(at, { "sku!": "needed", "count!": scalar(`${at}.count`, "integer") }),
  ),
  schema("NewOrder", (at) =>
    object(at, {
      "lines!": list(`${at}.lines`, ref("Line")),
      note: "needed",
      status: ref("Status"),
      labels: {
        kind: "shape",
        coordinate: `${at}.labels`,
        origin,
        types: ["object"],
        object: { fields: [], additional: scalar(`${at}.labels{}`, "string") },
      },
    }),
  ),
  schema("Order", (at) =>
    object(at, {
      "id!": "needed",
      "status!": ref("Status"),
      "lines!": list(`${at}.lines`, ref("Line")),
      note: "needed",
      parent: ref("Order"),
      payment: {
        kind: "shape",
        coordinate: `${at}.payment`,
        origin,
        oneOf: [ref("Card"), ref("Invoice")],
      },
    }),
  ),
  schema("Card", (at) => object(at, { "number!": "needed" })),
  schema("Invoice", (at) => object(at, { "due!": "needed", terms: "needed" })),
  schema("Problem", (at) => object(at, { title: "needed" })),
];

/** Orders with lines, statuses, labels (a map), payments (alternatives) and a recursive parent. */
export const ordersContract: Contract = httpContract(ORDERS, TYPES);

/** The same contract with some of its types replaced. */
export function ordersWith(types: readonly NamedType[]): Contract {
  return httpContract(ORDERS, [
    ...TYPES.filter((one) => !types.some(({ id }) => id === one.id)),
    ...types,
  ]);
}
