import type { Fault, HttpRequest, HttpResponse } from "../../referee/index.ts";

/** The message that was judged, as it travels. */
export type Written =
  | { readonly kind: "request"; readonly request: HttpRequest }
  | { readonly kind: "response"; readonly response: HttpResponse };

/** What the reader does with a message, `read-otherwise`: takes it, as something else. */
export type Failure = Fault | "read-otherwise";

/** A message that the sender may send and the reader does not take. */
export type Failed = Extract<Verdict, { kind: "failed" }>;

/** What both referees say of one message. */
export type Verdict =
  /** The sender may not send it, or it cannot be written. */
  | { readonly kind: "unfit"; readonly why: string; readonly reasons?: readonly string[] }
  /** The reader takes it as it is meant. */
  | { readonly kind: "taken" }
  | { readonly kind: "undecided"; readonly why: string }
  | {
      readonly kind: "failed";
      readonly fault: Failure;
      readonly reasons: readonly string[];
      readonly written: Written;
    };
