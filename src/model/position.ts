/**
 * Where an element is written. Readers store only this; line and column are computed by
 * `locate` for the elements that a report shows.
 */
export type Origin =
  | {
      readonly file: string;
      /** JSON pointer (RFC 6901) into a YAML or JSON document, without a leading `#`. */
      readonly pointer: string;
    }
  | {
      readonly file: string;
      /** Offset in UTF-16 code units from the start of the text. */
      readonly offset: number;
    }
  | {
      /** The file in which the piece was met first. */
      readonly file: string;
      /**
       * A piece of a text that may stand elsewhere on the other side of a comparison, and is one thing
       * in the model: each side's `locate` knows where its own begins.
       */
      readonly piece: number;
      /** Offset in UTF-16 code units from the start of the piece. */
      readonly offset: number;
    }
  | {
      readonly file: string;
      /** Counted from 1. */
      readonly line: number;
      readonly column: number;
    };

/** A place for people and editors: both numbers count from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
