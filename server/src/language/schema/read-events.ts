import { report } from '../checks/check.ts';
import { emptyValue } from '../checks/empty-value.ts';
import type { Entry } from '../syntax/tree.ts';
import { checkNames } from './check-names.ts';
import { keyText, readFields, readMap, type SchemaContext } from './fields.ts';
import type { EventType } from './model.ts';
import { eventKeys } from './name-keys.ts';
import { readDeclared, readProperties } from './read-properties.ts';

/** Reads the map of events. An event needs nothing but its name. */
export function readEvents(entry: Entry | undefined, context: SchemaContext): Map<string, EventType> {
  const events = new Map<string, EventType>();
  const node = readMap(entry, 'a map of events: Event Name: {description: …}', context, { mayBeEmpty: true });
  for (const each of node?.entries ?? []) {
    const name = keyText(each);
    if (name.trim() === '') {
      context.report(report(emptyValue, each.key.range, { key: 'events', needs: 'a name for this event' }));
      continue;
    }
    const fields = readMap(each, 'a map: {description: …, properties: …}', context, { mayBeEmpty: true });
    const get = fields ? readFields(fields, eventKeys, `the event “${name}”`, context) : () => undefined;
    const declared = readDeclared(each, get, context);
    const properties = readProperties(get('properties'), { event: name }, context);
    checkNames(properties, 'property', get('properties')?.value, context);
    events.set(name, { ...declared, properties });
  }
  return events;
}
