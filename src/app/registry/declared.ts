import type { Consumer } from "../../model/usage.ts";
import type { RegisteredService } from "../../registry/store.ts";

/**
 * What evidence declares of services, over what is known of them: a source that does not speak of
 * team, contacts or profile takes nothing away. Services of which only a name is known are left out.
 */
export function declaredServices(
  known: readonly RegisteredService[],
  found: readonly Consumer[],
): readonly Consumer[] {
  const services = new Map<string, Consumer>();
  for (const one of known) services.set(one.service, one);
  const declared = new Map<string, Consumer>();
  for (const one of found) {
    if (!saysSomething(one)) continue;
    const merged = over(services.get(one.service), one);
    services.set(one.service, merged);
    declared.set(one.service, merged);
  }
  return [...declared.values()];
}

function saysSomething({ team, contacts, aliases, environment, profile }: Consumer): boolean {
  const texts = [team, environment, profile].filter((text) => text !== undefined);
  return texts.length + contacts.length + aliases.length > 0;
}

function over(before: Consumer | undefined, after: Consumer): Consumer {
  if (before === undefined) return after;
  const team = after.team ?? before.team;
  const environment = after.environment ?? before.environment;
  const profile = after.profile ?? before.profile;
  return {
    service: after.service,
    ...(team === undefined ? {} : { team }),
    contacts: after.contacts.length > 0 ? after.contacts : before.contacts,
    aliases: [...new Set([...before.aliases, ...after.aliases])],
    ...(environment === undefined ? {} : { environment }),
    ...(profile === undefined ? {} : { profile }),
  };
}
