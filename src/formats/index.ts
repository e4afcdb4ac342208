import type { Format } from "../model/contract.ts";
import type { FormatReader } from "./reader.ts";

/** Every format that can be read. A reader and its libraries are loaded when first asked for. */
export const FORMATS: Readonly<Record<Format, () => Promise<FormatReader>>> = {
  openapi: async () => (await import("./openapi/index.ts")).openapiReader,
  graphql: async () => (await import("./graphql/index.ts")).graphqlReader,
  protobuf: async () => (await import("./protobuf/index.ts")).protobufReader,
};
