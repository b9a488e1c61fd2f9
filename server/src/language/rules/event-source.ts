/** Which events a rule looks at: names, filters, one window, local time. Shared by `did`, `did_not` and steps. */
import { report } from '../checks/check.ts';
import { duplicateRule } from '../checks/meaning/duplicate-rule.ts';
import { severalWindows } from '../checks/rules/several-windows.ts';
import type { EventUse, Window } from '../model.ts';
import type { Entry } from '../syntax/tree.ts';
import type { RuleContext } from './context.ts';
import { type Fields, keyText, present, readNames } from './fields.ts';
import { useEvents } from './names.ts';
import { readAfter, readBefore, readBetween, readPast } from './read-window.ts';

export const WINDOW_NAMES = ['within', 'between', 'before', 'after'] as const;

/** The events after `did` or `did_not`. */
export function readEvents(entry: Entry, context: RuleContext): readonly EventUse[] {
  const names = readNames(entry, 'the name of an event', context);
  const first = new Map<string, (typeof names)[number]>();
  for (const use of names) {
    const earlier = first.get(use.name);
    if (earlier === undefined) first.set(use.name, use);
    else {
      const related = [{ range: earlier.range, message: 'The first one' }];
      context.report(report(duplicateRule, use.range, { what: 'event' }, { related }));
    }
  }
  return useEvents([...first.values()], context);
}

/** The one window of an event rule. */
export function readEventWindow(fields: Fields, context: RuleContext): Window | undefined {
  const entries = WINDOW_NAMES.flatMap((name) => fields.get(name) ?? []);
  entries.sort((a, b) => a.range.start - b.range.start);
  const [entry, second] = entries;
  if (entry === undefined) return undefined;
  if (second !== undefined) context.report(report(severalWindows, second.key.range, { keys: entries.map(keyText) }));
  // Every one is read for its own problems; the first is kept.
  const windows = entries.map((each) => readOne(each, context));
  return windows[0];
}

function readOne(entry: Entry, context: RuleContext): Window | undefined {
  const key = keyText(entry);
  const node = present(entry, 'a duration such as 30d or a date', context);
  if (node === undefined) return undefined;
  switch (key) {
    case 'within':
      return readPast(node, key, 'instant', context);
    case 'before':
      return readBefore(node, key, 'instant', context);
    case 'after':
      return readAfter(node, key, context);
    default:
      return readBetween(node, key, 'instant', context);
  }
}
