import type { Consumer } from "../../model/usage.ts";
import type { Row, Session, SqlValue } from "../database.ts";
import { listIn, numberIn, optionalText, orNull, textIn } from "../rows.ts";
import type { RegisteredService } from "../store.ts";

const COLUMNS = {
  name: "text",
  declared: "integer",
  team: "text",
  contacts: "text",
  aliases: "text",
  environment: "text",
  profile: "text",
} as const;

/** Makes services known that only a name is known of. */
export async function ensureServices(session: Session, names: Iterable<string>): Promise<void> {
  const rows = [...new Set(names)]
    .sort()
    .map((name): readonly SqlValue[] => [name, 0, null, "[]", "[]", null, null]);
  await session.insert(
    { table: "service", columns: COLUMNS, onConflict: "on conflict (name) do nothing" },
    rows,
  );
}

/** Remembers declared services; see `RegistryStore.declare`. */
export async function declare(session: Session, services: readonly Consumer[]): Promise<void> {
  // The last declaration of a service counts; a statement must not meet the same row twice.
  const byName = new Map(services.map((service) => [service.service, service]));
  const inOrder = [...byName.values()].sort((a, b) => (a.service < b.service ? -1 : 1));
  const rows = inOrder.map((one): readonly SqlValue[] => [
    one.service,
    1,
    orNull(one.team),
    JSON.stringify(one.contacts),
    JSON.stringify(one.aliases),
    orNull(one.environment),
    orNull(one.profile),
  ]);
  const updates = Object.keys(COLUMNS).filter((column) => column !== "name");
  await session.insert(
    {
      table: "service",
      columns: COLUMNS,
      onConflict: `on conflict (name) do update set ${updates
        .map((column) => `${column} = excluded.${column}`)
        .join(", ")}`,
    },
    rows,
  );
}

/** Every service by name; see `RegistryStore.services`. */
export async function services(session: Session): Promise<readonly RegisteredService[]> {
  const rows = await session.all(
    "select name, declared, team, contacts, aliases, environment, profile from service",
  );
  return rows
    .map((row) => serviceIn(row))
    .sort((one, other) => (one.service < other.service ? -1 : 1));
}

function serviceIn(row: Row): RegisteredService {
  return {
    service: textIn(row, "name"),
    declared: numberIn(row, "declared") === 1,
    ...optionalText("team", row, "team"),
    contacts: listIn(row, "contacts"),
    aliases: listIn(row, "aliases"),
    ...optionalText("environment", row, "environment"),
    ...optionalText("profile", row, "profile"),
  };
}
