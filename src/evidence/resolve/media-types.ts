import type { Content } from "../../model/operation.ts";

/**
 * The content that a message in a media type is of: the same type, then the same without its
 * parameters, then a range (all of `application`, everything). Without a media type: the only content, or
 * the one that is JSON.
 */
export function contentFor(
  contents: readonly Content[],
  mediaType: string | undefined,
): Content | undefined {
  if (mediaType === undefined) return contents.find((one) => isJson(one.mediaType)) ?? contents[0];
  const wanted = mediaType.toLowerCase().replaceAll(/\s+/g, "");
  const plain = withoutParameters(wanted);
  return (
    contents.find((one) => one.mediaType === wanted) ??
    contents.find((one) => withoutParameters(one.mediaType) === plain) ??
    contents.find((one) => one.mediaType === `${plain.split("/")[0]}/*`) ??
    contents.find((one) => one.mediaType === "*/*" || one.mediaType === "")
  );
}

function isJson(mediaType: string): boolean {
  return /[/+]json(?:;|$)/.test(mediaType) || mediaType === "*/*" || mediaType === "";
}

function withoutParameters(mediaType: string): string {
  return mediaType.replace(/;.*$/, "");
}
