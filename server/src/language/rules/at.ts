/** `at`: the local time of events. */
import { report } from '../checks/check.ts';
import { outOfRange } from '../checks/rules/out-of-range.ts';
import type { At } from '../model.ts';
import { suggest } from '../schema/suggest.ts';
import type { Entry, SyntaxNode } from '../syntax/tree.ts';
import type { RuleContext } from './context.ts';
import { lengthOf, readFields, readList, readMap, readNumber, reportWrong } from './fields.ts';

/** In ISO order, Monday first. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Undefined when it is absent or was reported. */
export function readAt(entry: Entry | undefined, context: RuleContext): At | undefined {
  if (entry === undefined) return undefined;
  const node = readMap(entry, 'hours, weekdays or monthdays', context);
  if (node === undefined) return undefined;
  const fields = readFields(node, ['hours', 'weekdays', 'monthdays'], '“at”', context);
  const hours = readHours(fields.get('hours'), context);
  const weekdays = readItems(fields.get('weekdays'), 'day such as sat', readWeekday, context);
  const monthdays = readItems(fields.get('monthdays'), 'day such as 15', readMonthday, context);
  return {
    ...(hours === undefined ? {} : { hours }),
    ...(weekdays === undefined ? {} : { weekdays }),
    ...(monthdays === undefined ? {} : { monthdays }),
    range: entry.range,
  };
}

function readHours(entry: Entry | undefined, context: RuleContext): readonly [number, number] | undefined {
  if (entry === undefined) return undefined;
  const node = readList(entry, 'two hours such as [18, 22]', context);
  if (node === undefined) return undefined;
  if (node.items.length !== 2)
    return reportWrong(node, 'hours', 'two hours such as [18, 22]', context, undefined, lengthOf(node));
  const [firstNode, lastNode] = node.items as [SyntaxNode, SyntaxNode];
  const first = readInteger(firstNode, 'hours', 'The first hour', 0, 23, context);
  const last = readInteger(lastNode, 'hours', 'The last hour', 0, 24, context);
  if (first === undefined || last === undefined) return undefined;
  if (first !== last) return [first, last];
  const data = {
    what: 'The hours',
    value: `[${first}, ${last}]`,
    allowed: 'two different ones, the last excluded',
    suggestions: [],
  };
  context.report(report(outOfRange, node.range, data));
  return undefined;
}

/** A whole number between two bounds, both included. */
export function readInteger(
  node: SyntaxNode,
  key: string,
  what: string,
  low: number,
  high: number,
  context: RuleContext,
): number | undefined {
  const number = readNumber(node, key, context);
  if (number === undefined) return undefined;
  if (Number.isInteger(number) && number >= low && number <= high) return number;
  const data = { what, value: String(number), allowed: `whole numbers from ${low} to ${high}`, suggestions: [] };
  context.report(report(outOfRange, node.range, data));
  return undefined;
}

function readItems(
  entry: Entry | undefined,
  needs: string,
  read: (node: SyntaxNode, context: RuleContext) => number | undefined,
  context: RuleContext,
): readonly number[] | undefined {
  if (entry === undefined) return undefined;
  const list = readList(entry, `at least one ${needs}`, context);
  if (list === undefined) return undefined;
  const days = list.items.map((item) => read(item, context));
  return days.includes(undefined) ? undefined : [...new Set(days as number[])].sort((a, b) => a - b);
}

function readWeekday(node: SyntaxNode, context: RuleContext): number | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    return reportWrong(node, 'weekdays', 'days such as sat', context);
  }
  const text = node.value;
  const index = (WEEKDAYS as readonly string[]).indexOf(text);
  if (index >= 0) return index + 1;
  const short = text.trim().slice(0, 3).toLowerCase();
  const suggestions = (WEEKDAYS as readonly string[]).includes(short)
    ? [short]
    : suggest(
        text,
        WEEKDAYS.map((name) => ({ name })),
        1,
      );
  const data = { what: 'A weekday', value: `“${text}”`, allowed: WEEKDAYS.join(', '), suggestions };
  context.report(report(outOfRange, node.range, data, { suggestions }));
  return undefined;
}

function readMonthday(node: SyntaxNode, context: RuleContext): number | undefined {
  return readInteger(node, 'monthdays', 'A day of the month', 1, 31, context);
}
