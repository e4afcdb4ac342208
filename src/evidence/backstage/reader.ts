import { DriftError } from "../../errors.ts";
import type { Usage } from "../../model/usage.ts";
import { WHOLE_CONTRACT } from "../../model/usage.ts";
import { sourceOf } from "../evidence.ts";
import type { EvidenceReader, EvidenceRequest, EvidenceResult } from "../evidence.ts";
import { isEntity, nameOfRef, readCatalog, serviceOf } from "./catalog.ts";
import type { Catalog, EntityRef } from "./catalog.ts";

/**
 * Backstage catalogues: which components declare to consume an API, and who owns them. The owner is
 * a contact (Backstage: "for display"), the declaration is as fresh as its file.
 */
export const backstageReader: EvidenceReader = {
  kind: "backstage",
  detect: (path, text) =>
    /\.ya?ml$/i.test(path) && /^apiVersion:\s*["']?backstage\.io\//m.test(text),
  read: async (request) => readCatalogFile(request),
};

function readCatalogFile(request: EvidenceRequest): EvidenceResult {
  const { parse, path, contract: against } = request;
  if (parse === undefined) throw new Error("a YAML parser is needed to read a catalogue");
  const documents = parse(path, request.text).map((document) => document.value);
  if (!documents.some((document) => isEntity(document))) {
    throw new DriftError({
      code: "bad-evidence",
      message: "The file holds no entity of a Backstage catalogue.",
      place: { file: path },
    });
  }
  const catalog = readCatalog(documents);
  const consumers = catalog.components.map((component) => serviceOf(component, catalog));
  if (against === undefined) return { usages: [], dangling: [], consumers, problems: [] };
  const names = new Set(
    [against.name, ...(against.providers ?? [])].map((one) => one.toLowerCase()),
  );
  const users = usersOf(catalog, names);
  const evidence = sourceOf("backstage", request);
  return {
    usages: users.map((consumer): Usage => ({
      consumer,
      contract: against.name,
      coordinate: WHOLE_CONTRACT,
      mode: "declared",
      evidence,
    })),
    dangling: [],
    consumers,
    problems: [],
  };
}

/** Components that consume the API of a name, or an API of a component of that name. */
function usersOf(catalog: Catalog, names: ReadonlySet<string>): readonly string[] {
  const provided = catalog.components
    .filter((component) => names.has(component.name.toLowerCase()))
    .flatMap((component) => component.provides);
  const isMeant = (ref: EntityRef): boolean => names.has(nameOfRef(ref)) || provided.includes(ref);
  const declaring = catalog.components.filter((component) => component.consumes.some(isMeant));
  const named = catalog.apis.filter((api) => isMeant(api.ref)).flatMap((api) => api.consumedBy);
  return [...new Set([...declaring.map((one) => one.name), ...named.map((ref) => nameOfRef(ref))])];
}
