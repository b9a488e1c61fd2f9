/** Windows and durations as written after `within`, `before`, `after`, `between`, `on` and their like. */
import { report } from '../checks/check.ts';
import { emptyBetween } from '../checks/rules/empty-between.ts';
import { emptyWindow } from '../checks/rules/empty-window.ts';
import { invalidDate } from '../checks/rules/invalid-date.ts';
import { invalidDuration } from '../checks/rules/invalid-duration.ts';
import { invalidWindow } from '../checks/rules/invalid-window.ts';
import { reversedBetween } from '../checks/rules/reversed-between.ts';
import type { Duration, Moment, Period, Window } from '../model.ts';
import { PERIODS } from '../model.ts';
import { suggest } from '../schema/suggest.ts';
import type { ScalarNode, SyntaxNode } from '../syntax/tree.ts';
import {
  compareDurations,
  isUnderADay,
  momentEnd,
  momentStart,
  parseDuration,
  parseMoment,
  suggestDuration,
} from '../values/index.ts';
import type { RuleContext } from './context.ts';
import { lengthOf, reportWrong } from './fields.ts';

/** Of what the window speaks: hours and minutes say nothing about a date. */
export type TimeSubject = 'instant' | 'date';

function isPeriod(text: string): text is Period {
  return (PERIODS as readonly string[]).includes(text);
}

/** The text of a scalar; a number counts as its text, so that `within: 30` is a wrong duration and no wrong kind. */
function scalarText(node: SyntaxNode, key: string, expected: string, context: RuleContext): string | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'string') return node.value;
  if (node.kind === 'scalar' && typeof node.value === 'number') return node.source;
  return reportWrong(node, key, expected, context);
}

function reportDuration(node: SyntaxNode, key: string, text: string, context: RuleContext, periods = false): undefined {
  const duration = suggestDuration(text);
  const suggestions = [
    ...(duration === undefined ? [] : [duration]),
    ...(periods
      ? suggest(
          text,
          PERIODS.map((name) => ({ name })),
        )
      : []),
  ];
  context.report(report(invalidDuration, node.range, { key, text, suggestions }, { suggestions }));
  return undefined;
}

function reportUnderADay(node: SyntaxNode, key: string, text: string, context: RuleContext): undefined {
  const reason = 'a date has no time of day, so it takes days and longer';
  context.report(report(invalidDuration, node.range, { key, text, reason, suggestions: [] }));
  return undefined;
}

function checkedDuration(
  duration: Duration,
  node: SyntaxNode,
  key: string,
  subject: TimeSubject,
  context: RuleContext,
): Duration | undefined {
  return subject === 'date' && isUnderADay(duration)
    ? reportUnderADay(node, key, (node as ScalarNode).source, context)
    : duration;
}

/** A duration alone: of steps, of `within_next`, of `every`. */
export function readDuration(
  node: SyntaxNode,
  key: string,
  subject: TimeSubject,
  context: RuleContext,
): Duration | undefined {
  const text = scalarText(node, key, 'a duration such as 30d', context);
  if (text === undefined) return undefined;
  const duration = parseDuration(text);
  if (duration !== undefined) return checkedDuration(duration, node, key, subject, context);
  if (isPeriod(text)) {
    const reason = 'Periods are for within and not_within only; write a duration such as 30d.';
    context.report(report(invalidWindow, node.range, { key, reason }));
    return undefined;
  }
  return reportDuration(node, key, text, context);
}

/** A duration that is longer than nothing, or a warning. */
export function readStretch(node: SyntaxNode, key: string, subject: TimeSubject, context: RuleContext) {
  const duration = readDuration(node, key, subject, context);
  if (duration?.amount === 0) context.report(report(emptyWindow, node.range, { key }));
  return duration;
}

/** After `within`: a duration or a period. */
export function readPast(
  node: SyntaxNode,
  key: string,
  subject: TimeSubject,
  context: RuleContext,
): Window | undefined {
  const text = scalarText(node, key, 'a duration such as 30d or a period such as this_month', context);
  if (text === undefined) return undefined;
  if (isPeriod(text)) return { kind: 'period', period: text };
  if (parseDuration(text) === undefined) return reportDuration(node, key, text, context, true);
  const duration = readStretch(node, key, subject, context);
  return duration && { kind: 'within', duration };
}

function reportDate(node: SyntaxNode, key: string, text: string, expected: string, context: RuleContext): undefined {
  const loose = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text.trim());
  const better = loose && `${loose[1]}-${loose[2]?.padStart(2, '0')}-${loose[3]?.padStart(2, '0')}`;
  const suggestions = better && parseMoment(better) !== undefined ? [better] : [];
  context.report(report(invalidDate, node.range, { key, text, expected, suggestions }, { suggestions }));
  return undefined;
}

/** After `before`: a duration ago or a moment. */
export function readBefore(
  node: SyntaxNode,
  key: string,
  subject: TimeSubject,
  context: RuleContext,
): Window | undefined {
  const text = scalarText(node, key, 'a date such as 2026-01-01 or a duration such as 30d', context);
  if (text === undefined) return undefined;
  const moment = parseMoment(text);
  if (moment !== undefined) return { kind: 'before', moment };
  if (parseDuration(text) !== undefined || isPeriod(text) || suggestDuration(text) !== undefined) {
    const duration = readDuration(node, key, subject, context);
    return duration && { kind: 'before-ago', duration };
  }
  return reportDate(node, key, text, 'a date, a date-time or a duration', context);
}

/** After `after`: a moment. */
export function readAfter(node: SyntaxNode, key: string, context: RuleContext): Window | undefined {
  const text = scalarText(node, key, 'a date such as 2026-01-01', context);
  if (text === undefined) return undefined;
  const moment = parseMoment(text);
  if (moment !== undefined) return { kind: 'after', moment };
  if (parseDuration(text) !== undefined || isPeriod(text)) {
    const reason = `It takes a date or a date-time. Write within: ${text} for what lies in that time.`;
    context.report(report(invalidWindow, node.range, { key, reason, useKey: 'within' }));
    return undefined;
  }
  return reportDate(node, key, text, 'a date or a date-time', context);
}

/** After `on`: a local day. */
export function readDay(node: SyntaxNode, key: string, context: RuleContext): Window | undefined {
  const text = scalarText(node, key, 'a date such as 2026-01-01', context);
  if (text === undefined) return undefined;
  const moment = parseMoment(text);
  return moment?.kind === 'date' ? { kind: 'on', moment } : reportDate(node, key, text, 'a date', context);
}

/** After `between`, about time: two moments or two durations ago. */
export function readBetween(
  node: SyntaxNode,
  key: string,
  subject: TimeSubject,
  context: RuleContext,
): Window | undefined {
  if (node.kind !== 'list' || node.items.length !== 2) {
    return reportWrong(
      node,
      key,
      'two ends such as [2026-01-01, 2026-01-31] or [60d, 30d]',
      context,
      undefined,
      lengthOf(node),
    );
  }
  const ends = node.items.map((item) => readEnd(item, key, subject, context));
  const [from, to] = ends;
  if (from === undefined || to === undefined) return undefined;
  if (from.kind === 'ago' && to.kind === 'ago') {
    return checkedAgo(node, { kind: 'between-ago', from: from.duration, to: to.duration }, context);
  }
  if (from.kind === 'moment' && to.kind === 'moment') {
    return checkedMoments(node, { kind: 'between', from: from.moment, to: to.moment }, context);
  }
  const reason = 'A duration mixes with nothing. Write two dates, or two durations ago such as [60d, 30d].';
  context.report(report(invalidWindow, node.range, { key, reason }));
  return undefined;
}

type End = { kind: 'ago'; duration: Duration } | { kind: 'moment'; moment: Moment };

function readEnd(node: SyntaxNode, key: string, subject: TimeSubject, context: RuleContext): End | undefined {
  const window = readBefore(node, key, subject, context);
  if (window?.kind === 'before-ago') return { kind: 'ago', duration: window.duration };
  return window?.kind === 'before' ? { kind: 'moment', moment: window.moment } : undefined;
}

function sources(node: SyntaxNode): { low: string; high: string; swapped: string } {
  const [low = '', high = ''] = node.kind === 'list' ? node.items.map((item) => (item as ScalarNode).source) : [];
  return { low, high, swapped: `[${high}, ${low}]` };
}

/** Reports two ends in the wrong order, or equal ones that hold nothing. */
export function reportReversed(node: SyntaxNode, context: RuleContext): undefined {
  context.report(report(reversedBetween, node.range, sources(node)));
  return undefined;
}

function checkedAgo(
  node: SyntaxNode,
  window: Window & { kind: 'between-ago' },
  context: RuleContext,
): Window | undefined {
  const order = compareDurations(window.from, window.to);
  if (order !== undefined && order < 0) return reportReversed(node, context);
  if (order === 0) context.report(report(emptyBetween, node.range, { low: sources(node).low }));
  return window;
}

function checkedMoments(
  node: SyntaxNode,
  window: Window & { kind: 'between' },
  context: RuleContext,
): Window | undefined {
  const { timezone } = context.schema;
  const { from, to } = window;
  const start = momentStart(from, timezone);
  if (from.kind === to.kind && start > momentStart(to, timezone)) return reportReversed(node, context);
  const end = momentEnd(to, timezone);
  if (start > end) return reportReversed(node, context);
  if (start === end) context.report(report(emptyBetween, node.range, { low: sources(node).low }));
  return window;
}
