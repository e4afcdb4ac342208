import type { Contract } from "../../model/contract.ts";
import type { UsageMode } from "../../model/usage.ts";
import type { EvidenceContract } from "../evidence.ts";
import { exchangeEvidence } from "../exchange-evidence.ts";
import { prepareSchema, readGraphqlDocuments, titleOf, usagesOf } from "../graphql-documents.ts";
import { indexOf } from "../resolve/contract-index.ts";
import { rpcOperation } from "../resolve/rpc-methods.ts";
import { httpExchange, rpcMethod } from "./conventions.ts";
import { attribute } from "./span.ts";
import type { Span } from "./span.ts";

/** What one span shows of a contract, whoever called: equal for equal calls. */
export interface Shown {
  readonly uses: readonly ShownUse[];
  readonly unknown: readonly { readonly coordinate: string; readonly reason: string }[];
  /** A document in a span is exact; otherwise only the call is known. */
  readonly document?: string;
}

interface ShownUse {
  readonly coordinate: string;
  readonly operation?: string;
  readonly mode: UsageMode;
}

/** What a span shows of a contract; undefined for spans of anything but a call of an API. */
export function shownBy(span: Span, against: EvidenceContract): Shown | undefined {
  const { contract } = against;
  const method = rpcMethod(span);
  if (method !== undefined && contract.format === "protobuf") return rpcShown(contract, method);
  if (contract.format === "graphql") return graphqlShown(span, contract);
  const exchange = httpExchange(span);
  if (exchange === undefined) return undefined;
  const evidence = { kind: "", file: "" };
  const found = exchangeEvidence({ consumer: "", against, evidence }, exchange, "delivered");
  return { uses: found.usages.map(useOf), unknown: found.dangling.map(plain) };
}

function useOf({ coordinate, operation, mode }: ShownUse): ShownUse {
  return { coordinate, mode, ...(operation === undefined ? {} : { operation }) };
}

function plain({ coordinate, reason }: Shown["unknown"][number]): Shown["unknown"][number] {
  return { coordinate, reason };
}

function rpcShown(contract: Contract, method: string): Shown {
  const operation = rpcOperation(contract, method);
  return operation === undefined
    ? unknown(method, "the contract has no such method")
    : { uses: [{ coordinate: operation.coordinate, mode: "sent" }], unknown: [] };
}

function graphqlShown(span: Span, contract: Contract): Shown | undefined {
  const text = attribute(span, "graphql.document", "graphql.source");
  const document = text === undefined ? undefined : documentShown(text, contract);
  const type = attribute(span, "graphql.operation.type");
  if (document !== undefined || type === undefined) return document;
  const operation = indexOf(contract).operations.get(type);
  return operation === undefined
    ? unknown(type, `the schema has no ${type} type`)
    : { uses: [{ coordinate: operation.coordinate, mode: "sent" }], unknown: [] };
}

function unknown(coordinate: string, reason: string): Shown {
  return { uses: [], unknown: [{ coordinate, reason }] };
}

/** Clients send the same few documents again and again. */
const documents = new WeakMap<Contract, Map<string, Shown | undefined>>();
const MOST_DOCUMENTS = 10_000;
const LONGEST_DOCUMENT = 1_000_000;

/** What a document selects; undefined where values were cut out of it so that it is none any more. */
function documentShown(text: string, contract: Contract): Shown | undefined {
  const known = documents.get(contract) ?? new Map<string, Shown | undefined>();
  documents.set(contract, known);
  if (known.has(text)) return known.get(text);
  const shown = text.length > LONGEST_DOCUMENT ? undefined : readDocument(text, contract);
  if (known.size < MOST_DOCUMENTS) known.set(text, shown);
  return shown;
}

function readDocument(text: string, contract: Contract): Shown | undefined {
  const read = readGraphqlDocuments(new Map([["span.graphql", text]])).documents;
  const [only] = read;
  if (only === undefined || read.length > 1) return undefined;
  const { usages, dangling } = usagesOf(only, prepareSchema(contract));
  const uses = usages.map(({ coordinate, mode }) => ({ coordinate, mode, operation: only.kind }));
  return { uses, unknown: dangling.map(plain), document: titleOf(only) };
}
