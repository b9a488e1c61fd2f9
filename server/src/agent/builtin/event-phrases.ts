/** What events are called: their names and aliases, other verbs for the same deed, and nouns of a deed. */
import type { EventType, ProjectSchema } from '../../language/schema/model.ts';
import { SAME_DEED } from './general.ts';
import { lemmas } from './lemmas.ts';
import type { Sense } from './marks.ts';
import { asDeeds } from './nominal.ts';
import { type Add, nameWords } from './phrase.ts';

/** A deprecated event's words stand for what replaces it. */
function current(schema: ProjectSchema, event: EventType): string {
  return event.replacedBy && schema.events.has(event.replacedBy) ? event.replacedBy : event.name;
}

export function addEvents(schema: ProjectSchema, add: Add): void {
  const claims = new Map<string, Set<string>>();
  for (const event of schema.events.values()) {
    for (const text of [event.name, ...event.aliases]) {
      const key = nameWords(text)
        .map((word) => lemmas(word).at(-1))
        .join(' ');
      const owners = claims.get(key) ?? new Set();
      claims.set(key, owners.add(current(schema, event)));
    }
  }
  for (const event of schema.events.values()) {
    for (const text of [event.name, ...event.aliases]) {
      const owners = claims.get(
        nameWords(text)
          .map((word) => lemmas(word).at(-1))
          .join(' '),
      );
      const events = owners && owners.size > 1 ? [...owners] : [current(schema, event)];
      add(text, { type: 'event', events }, { free: true });
      addDeeds(text, { type: 'event', events }, add);
    }
  }
  const { purchase, activity } = schema.roles;
  if (purchase && schema.events.has(purchase.event)) {
    for (const text of ['buy', 'purchase', 'order', 'spend'])
      add(text, { type: 'event', events: [purchase.event] }, { tier: 'general' });
    if (purchase.value)
      add('spend', { type: 'event-property', property: purchase.value, events: [purchase.event] }, { tier: 'general' });
  }
  if (activity && schema.events.has(activity) && !schema.glossary.has('active'))
    add('active', { type: 'event', events: [activity] }, { tier: isCalled(schema, 'active') ? 'general' : 'own' });
}

function isCalled({ events, users }: ProjectSchema, word: string): boolean {
  return [...events.values(), ...users.values()].some(({ name, aliases }) =>
    [name, ...aliases].some((each) => each.toLowerCase() === word),
  );
}

/** “Subscription Cancelled” is also found by another verb for the same deed, “Payment Failure” by the verb of its noun. */
function addDeeds(text: string, sense: Sense, add: Add): void {
  const words = nameWords(text);
  for (const deed of asDeeds(words)) add(deed.join(' '), sense, { tier: 'general', free: true });
  for (const group of SAME_DEED) {
    const verbs = group.map((verb) => verb.split(' '));
    for (const index of words.keys()) {
      const own = verbs.find((verb) => verb.every((word, i) => lemmas(words[index + i] ?? '').includes(word)));
      if (!own) continue;
      for (const other of verbs)
        if (other !== own)
          add(words.toSpliced(index, own.length, ...other).join(' '), sense, { tier: 'general', free: true });
    }
  }
}
