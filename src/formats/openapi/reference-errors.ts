import { DriftError, didYouMean } from "../../errors.ts";
import type { ErrorCode, Place } from "../../errors.ts";
import { isJsonObject } from "../../model/json.ts";
import { childPointer } from "../document/pointer.ts";
import { stringIn } from "./node.ts";
import type { Node } from "./node.ts";

/** The place of a node's `$ref`, or of the node where it has none. */
export function placeOf(node: Node): Place {
  const key = ["$ref", "$dynamicRef", "$recursiveRef"].find(
    (name) => stringIn(node.value, name) !== undefined,
  );
  const pointer = key === undefined ? node.pointer : childPointer(node.pointer, key);
  return node.file.document().locate(pointer);
}

export function missingFile(at: Node, path: string, known: Iterable<string>): DriftError {
  const others = [...known].filter((other) => other !== at.file.path);
  const similar = didYouMean(path, others);
  return refused("unresolved-reference", at, {
    message: `The $ref ${written(at)} leads to ${path}, which is not there.`,
    hint:
      similar === undefined ? "Add the file, or mend the reference." : `Did you mean ${similar}?`,
  });
}

/** What the tree refused, at the place that asked for it. */
export function refusedFile(at: Node, { code, message, hint, cause }: DriftError): DriftError {
  const place = placeOf(at);
  return new DriftError({ code, message, place, cause, ...(hint === undefined ? {} : { hint }) });
}

export function emptyFile(at: Node, path: string): DriftError {
  return refused("unresolved-reference", at, {
    message: `The $ref ${written(at)} leads to ${path}, which is empty.`,
    hint: "Fill the file, or mend the reference.",
  });
}

export function missingPointer(at: Node, parent: Node, token: string): DriftError {
  const names = isJsonObject(parent.value) ? Object.keys(parent.value) : [];
  const similar = didYouMean(token, names);
  const where = parent.pointer === "" ? parent.file.path : `${parent.file.path}#${parent.pointer}`;
  return refused("unresolved-reference", at, {
    message: `The $ref ${written(at)} leads nowhere: ${where} has no ${JSON.stringify(token)}.`,
    hint:
      similar === undefined
        ? "Declare what it names, or mend the reference."
        : `Did you mean ${JSON.stringify(similar)}?`,
  });
}

export function missingAnchor(at: Node, anchor: string): DriftError {
  return refused("unresolved-reference", at, {
    message: `The $ref ${written(at)} leads nowhere: no schema has the $anchor ${JSON.stringify(anchor)}.`,
    hint: "A reference into a document begins with #/ and names each key on the way.",
  });
}

export function circle(at: Node): DriftError {
  return refused("unresolved-reference", at, {
    message: `The $ref ${written(at)} leads back to itself and never reaches what it stands for.`,
    hint: "Let one of the references in the circle be the thing itself.",
  });
}

export function outsideRoot(at: Node, address: string): DriftError {
  return refused("outside-root", at, {
    message: `The $ref ${JSON.stringify(address)} leads outside the folder that is read.`,
    hint: "Copy the file into the folder, or compare from a folder above both.",
  });
}

export function network(at: Node, host: string): DriftError {
  return refused("network-refused", at, {
    message: `The $ref ${written(at)} leads to another host, which is not read.`,
    hint: `Vendor the file, or allow the host ${host} in the configuration (allowHosts).`,
  });
}

function written(node: Node): string {
  const text =
    stringIn(node.value, "$ref") ??
    stringIn(node.value, "$dynamicRef") ??
    stringIn(node.value, "$recursiveRef") ??
    "";
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}

const LONGEST = 200;

interface Words {
  readonly message: string;
  readonly hint: string;
}

function refused(code: ErrorCode, at: Node, words: Words): DriftError {
  return new DriftError({ code, ...words, place: placeOf(at) });
}
