import type { Coordinate } from "../../model/element.ts";
import type { ShapeRef, TypeId } from "../../model/shape.ts";
import type { Declared } from "./declared.ts";
import type { Dialect } from "./dialect.ts";
import type { Heirs } from "./discriminator.ts";
import type { DynamicScopes } from "./dynamic-scope.ts";
import type { LifecycleReader } from "./lifecycle.ts";
import type { Node } from "./node.ts";
import type { Resolver } from "./resolver.ts";
import type { SourceFile } from "./source-files.ts";
import type { Version } from "./version.ts";

/** One reading of one document: what the parts of the reader share. */
export interface Reading {
  readonly version: Version;
  readonly resolver: Resolver;
  readonly lifecycle: LifecycleReader;
  readonly declared: Declared;
  dialectOf(file: SourceFile): Dialect;
  /** Notes something that did not stop the reading. */
  report(code: string, message: string, node: Node): void;
  /** The shape of what stands in the place of a schema. `coordinate` is its first use. */
  shape(node: Node, coordinate: Coordinate, around?: Around): ShapeRef;
  /** The type that the target of a reference is. */
  typeOf(target: Node, around?: Around): TypeId;
  /** Absent where no text has a `$dynamicRef`. */
  readonly scopes: DynamicScopes | undefined;
  /** Declared schemas by those they are built on. */
  heirs(): Heirs;
}

/** What a schema takes over from what is around it. */
export interface Around {
  readonly dialect: Dialect;
  /** What `$dynamicRef`s lead to, by anchor: the outermost resource decides. */
  readonly scope: DynamicScope;
}

export type DynamicScope = ReadonlyMap<string, Node>;
