import type { Direction } from "../../model/semantics.ts";
import type { ProtobufReferee } from "../../referee/index.ts";
import type { WitnessSide } from "../finder.ts";
import type { MessageView } from "./message-view.ts";

/** One side of a comparison with its referee. */
export interface ProtobufSide {
  readonly name: "before" | "after";
  readonly side: WitnessSide;
  readonly view: MessageView;
  readonly referee: ProtobufReferee;
}

/** Both sides of a comparison. */
export interface Sides {
  readonly before: ProtobufSide;
  readonly after: ProtobufSide;
}

/** Who writes messages, who reads them, and in which form they travel. */
export interface Traffic {
  readonly surface: "wire" | "json";
  /** What consumers send is written by before and read by after; what they receive, the reverse. */
  readonly direction: Direction;
  readonly writer: ProtobufSide;
  readonly reader: ProtobufSide;
}

export function trafficOf(
  { before, after }: Sides,
  surface: Traffic["surface"],
  direction: Direction,
): Traffic {
  return direction === "input"
    ? { surface, direction, writer: before, reader: after }
    : { surface, direction, writer: after, reader: before };
}
