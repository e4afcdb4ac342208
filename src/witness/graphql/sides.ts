import type { GraphqlReferee } from "../../referee/index.ts";
import type { WitnessSide } from "../finder.ts";
import type { SchemaView } from "./schema-view.ts";

/** One side of a comparison with its referee. */
export interface GraphqlSide {
  readonly side: WitnessSide;
  readonly view: SchemaView;
  readonly referee: GraphqlReferee;
}

/** Both sides of a comparison. */
export interface Sides {
  readonly before: GraphqlSide;
  readonly after: GraphqlSide;
}
