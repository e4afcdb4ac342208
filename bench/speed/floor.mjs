// The floor: reads both sides' bytes and parses them with the fastest parser of the format.
//
//   node floor.mjs json|yaml|graphql|protobuf BEFORE AFTER      (files, or folders of such files)
import { readdirSync, readFileSync, statSync } from "node:fs";

const [, , format, ...sides] = process.argv;

const PARSERS = {
  json: async () => JSON.parse,
  yaml: async () => (await import("js-yaml")).load,
  graphql: async () => {
    const { parse } = await import("graphql");
    return (text) => parse(text, { noLocation: true });
  },
  protobuf: async () => countTokens,
};
const NAMES = { json: /\.json$/, yaml: /\.ya?ml$/, graphql: /\.graphqls?$/, protobuf: /\.proto$/ };

const parse = await PARSERS[format]();
const kept = [];
for (const side of sides) {
  for (const file of filesOf(side)) kept.push(parse(readFileSync(file, "utf8")));
}

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true })
    .filter((name) => NAMES[format].test(name))
    .map((name) => `${path}/${name}`);
}

/** No parser of Protobuf in JavaScript is faster than going over its tokens. */
function countTokens(text) {
  let tokens = 0;
  for (let at = 0; at < text.length; tokens++) {
    const code = text.charCodeAt(at);
    if (code <= 32) {
      at++;
      tokens--;
    } else if (code === 47 && text.charCodeAt(at + 1) === 47) {
      const end = text.indexOf("\n", at);
      at = end === -1 ? text.length : end + 1;
      tokens--;
    } else if (code === 34 || code === 39) {
      const end = text.indexOf(String.fromCharCode(code), at + 1);
      at = end === -1 ? text.length : end + 1;
    } else if (isWord(code)) {
      while (isWord(text.charCodeAt(at))) at++;
    } else at++;
  }
  return tokens;
}

function isWord(code) {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95
  );
}
