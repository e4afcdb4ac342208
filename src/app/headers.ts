import type { Operation } from "../model/operation.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { HeadersAnswer, OperationHeaders } from "../report/answers.ts";
import { deprecationHeaders } from "../report/deprecation-headers.ts";
import type { RecordedConsumers } from "./consumers.ts";
import { contractNamed, openCatalogue } from "./contracts.ts";
import { announcedIn, lifeOf } from "./deprecation/lives.ts";
import type { Announced } from "./deprecation/lives.ts";
import type { ContractHistory } from "./history/contract-history.ts";
import { historiesOf, knownHistories } from "./history/histories.ts";
import { loadFound } from "./load.ts";

/** What `headers` is asked. */
export interface HeadersQuestion {
  readonly folder: string;
  readonly config?: string;
  readonly contract: string;
  readonly today: CalendarDate;
  /** A page about the provider's deprecations, for links. */
  readonly page?: string;
  readonly version: string;
  /** What a registry knows of earlier versions. */
  readonly recorded?: RecordedConsumers;
}

/** The headers with which deprecated operations of a contract should answer. */
export async function askHeaders(question: HeadersQuestion): Promise<HeadersAnswer> {
  const catalogue = await openCatalogue(question.folder, question.config);
  const found = contractNamed(question.contract, catalogue);
  const { result } = await loadFound(found, catalogue.tree);
  const announced = new Map(
    announcedIn(result.contract).map((element) => [element.coordinate, element]),
  );
  const deprecated = result.contract.operations.filter(
    (operation) => announced.get(operation.coordinate)?.deprecation.deprecated === true,
  );
  const { version: tool, recorded } = question;
  const branch = deprecated.length === 0 ? undefined : await historiesOf(catalogue, tool);
  const histories = knownHistories(branch?.of, recorded, { root: catalogue.root, tool });
  const history = await histories?.({
    contract: found,
    config: catalogue.config,
    files: result.texts.keys(),
  });
  const operations = deprecated.flatMap((operation) => {
    const element = announced.get(operation.coordinate);
    return element === undefined ? [] : headersOf(operation, element, { ...question, history });
  });
  const { today, contract } = question;
  return { today, contract, operations, diagnostics: result.diagnostics };
}

interface Context {
  readonly today: CalendarDate;
  readonly page?: string;
  readonly history: ContractHistory | undefined;
}

function headersOf(
  operation: Operation,
  element: Announced,
  { today, page, history }: Context,
): readonly OperationHeaders[] {
  const { since } = lifeOf(element, history, { today, terms: {} });
  const { sunset, replacement, reason } = element.deprecation;
  const headers = deprecationHeaders({
    since: since?.on ?? today,
    ...(sunset === undefined ? {} : { sunset }),
    ...(replacement === undefined ? {} : { replacement }),
    ...(reason === undefined ? {} : { reason }),
    ...(page === undefined ? {} : { page }),
  });
  return routesOf(operation).map((route) => ({
    operation: operation.coordinate,
    ...route,
    since: since?.by ?? "first-look",
    headers,
  }));
}

interface Route {
  readonly method: string;
  readonly path: string;
}

/** The HTTP routes of an operation; a message that the provider sends has none. */
function routesOf(operation: Operation): readonly Route[] {
  if (operation.initiator === "provider") return [];
  const own = routeIn(operation.coordinate);
  if (own === undefined)
    return (operation.bindings ?? []).flatMap(({ match }) => routeIn(match) ?? []);
  return [{ ...own, path: writtenPath(operation) ?? own.path }];
}

function routeIn(text: string): Route | undefined {
  const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(text) ?? [];
  return method === undefined || path === undefined ? undefined : { method, path };
}

/** The path with its parameters' names, from where it is written (RFC 6901). */
function writtenPath({ origin }: Operation): string | undefined {
  if (!("pointer" in origin)) return undefined;
  const segment = /^\/paths\/([^/]+)\//.exec(origin.pointer)?.[1];
  return segment?.replaceAll("~1", "/").replaceAll("~0", "~");
}
