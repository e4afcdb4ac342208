import { graphqlReader } from "../../../src/formats/graphql/index.ts";
import { prepareGraphql } from "../../../src/witness/graphql/index.ts";
import { findWitnesses, type Found } from "../find-witnesses.ts";

/** What the tests of this folder edit. */
export const SHOP = `
  type Query {
    order(id: ID!): Order
    orders(filter: OrderFilter, first: Int! = 10, ids: [ID]): [Order!]!
    search(text: String!): [Hit!]!
    stock: Stock
  }
  type Mutation { placeOrder(input: PlaceOrder!): Order! rate(by: Rating): Int }
  type Subscription { shipped(shop: ID!): Order! }
  interface Node { id: ID! }
  type Order implements Node {
    id: ID! status: Status! lines(skus: [String!]): [Line!]! note: String total: Int! placed: Date! buyer: Customer!
  }
  type Line { sku: String! count: Int! }
  type Customer implements Node { id: ID! name: String! note: String }
  type Stock { level: Int! }
  union Hit = Order | Customer
  enum Status { OPEN PAID SHIPPED }
  input OrderFilter { status: Status since: Date tags: [String!] lines: [LineFilter!] }
  input LineFilter { sku: String! count: Int = 1 kind: Kind! = NEW }
  enum Kind { NEW USED }
  input PlaceOrder { sku: String! count: Int! = 1 note: String }
  input Rating { stars: Int text: String }
  scalar Date
  directive @hidden(by: String, after: Int! = 1) repeatable on FIELD | QUERY | FRAGMENT_SPREAD
`;

/** The shop after edits, each a text and what stands in its place. */
export function edited(...edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`nothing to edit: ${from}`);
    return text.replace(from, to);
  }, SHOP);
}

/** The witnesses of the changes between two schemas. */
export function witnessesBetween(
  before: string,
  after: string,
  proposals?: number,
): Promise<readonly Found[]> {
  return findWitnesses(
    { "shop.graphql": before },
    { "shop.graphql": after },
    {
      reader: graphqlReader,
      prepare: prepareGraphql,
      ...(proposals === undefined ? {} : { proposals }),
    },
  );
}

/** The essence of what was found: the rule, then the document, and data where there is any. */
export function essence({ change, witness }: Found): string {
  if (witness.status !== "confirmed") return `${change.rule}: ${witness.status}, ${witness.why}`;
  const { document, variables, data } = witness.payload as Record<string, unknown>;
  const more = variables ?? data;
  return `${change.rule}: ${String(document)}${more === undefined ? "" : ` ${JSON.stringify(more)}`}`;
}
