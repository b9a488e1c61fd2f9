/** What a part leaves out because the part before it said it: “in Q1 but not in Q2”, “Mumbai or Delhi”. */

import { addValue } from './arguments.ts';
import type { ReadPart } from './clauses.ts';
import { type Draft, type EventDraft, eventDraft, type FilterDraft } from './drafts.ts';
import { readEventModifiers } from './event-clause.ts';
import { isMeant, type Mark, type Meant } from './marks.ts';
import type { Part } from './parts.ts';
import { eventProperty, type Reader, senses, use, userDraft } from './reader.ts';
import { SILENT } from './silent.ts';
import { readUserClause } from './user-clause.ts';

export function readEllipsis(reader: Reader, part: Part, previous: Draft): ReadPart | undefined {
  if (part.link === 'start' || part.link === 'next' || part.who) return undefined;
  const said = part.marks.filter((mark) => !SILENT.has(mark.meaning.kind));
  if (
    !said.length ||
    said.some((mark) => isMeant(mark, 'unknown') || isMeant(mark, 'vague') || isMeant(mark, 'abandon'))
  )
    return undefined;
  if (previous.kind === 'event') return eventEllipsis(reader, part, previous, said);
  if (previous.kind === 'user') return userEllipsis(reader, part, previous, said);
  return undefined;
}

function eventEllipsis(reader: Reader, part: Part, previous: EventDraft, said: readonly Mark[]): ReadPart | undefined {
  const entities = said.filter((mark) => isMeant(mark, 'entity'));
  const values = entities.flatMap((mark) =>
    senses(mark, 'event-value')
      .filter(
        (sense) =>
          previous.events.every((event) => sense.events.includes(event)) &&
          // A place of theirs too (“and are from Paris”) is of the event only when the event was said to have one.
          (!senses(mark, 'user-value').length || previous.filters.some((filter) => filter.property === sense.property)),
      )
      .slice(0, 1)
      .map((sense) => ({ mark, sense })),
  );
  const properties = entities.filter((mark) =>
    senses(mark, 'event-property').some((sense) => eventProperty(reader, previous.events, sense.property)),
  );
  const others = entities.filter((mark) => !values.some((value) => value.mark === mark) && !properties.includes(mark));
  if (others.length && !values.length) return undefined;
  const negations = said.filter((mark): mark is Meant<'not'> => isMeant(mark, 'not'));
  const windows = said.filter((mark) => isMeant(mark, 'window') || isMeant(mark, 'at'));
  if (properties.length && !values.length && !said.some((mark) => isMeant(mark, 'compare'))) return undefined;
  if (
    said.some((mark) => isMeant(mark, 'compare')) &&
    !values.length &&
    !windows.length &&
    !properties.length &&
    !said.every((mark) => isMeant(mark, 'compare'))
  )
    return undefined;
  if (!values.length && !windows.length && !negations.length && !said.some((mark) => isMeant(mark, 'compare')))
    return undefined;
  if (negations.length)
    return {
      drafts: [
        negatedCopy(
          reader,
          part,
          previous,
          negations,
          values.map(({ sense }) => sense.property),
        ),
        ...readUserClause(reader, part.marks),
      ],
      merged: false,
    };
  if (windows.length && !values.length && !entities.length && previous.window && part.link !== 'comma') {
    const copy = {
      ...previous,
      filters: [...previous.filters],
      measures: { ...previous.measures },
      tokens: new Set<number>(),
    };
    delete (copy as { window?: unknown }).window;
    readEventModifiers(reader, copy, part.marks, -1);
    return { drafts: [copy], merged: false };
  }
  if (
    values.length &&
    part.link === 'or' &&
    values.some(({ sense }) => !previous.filters.some((filter) => filter.property === sense.property)) &&
    previous.filters.length
  ) {
    const copy = {
      ...previous,
      filters: [] as FilterDraft[],
      measures: { ...previous.measures },
      tokens: new Set<number>(),
    };
    readEventModifiers(reader, copy, part.marks, -1);
    return { drafts: [copy, ...readUserClause(reader, part.marks)], merged: false };
  }
  // “less than 50 on fuel and more than 300 on restaurants”: the same deed once more, with its own amount.
  if (
    values.length &&
    said.some((mark) => isMeant(mark, 'compare')) &&
    values.some(({ sense }) => previous.filters.some((filter) => filter.property === sense.property))
  ) {
    const copy = eventDraft(previous.events);
    copy.filters = previous.filters
      .filter((filter) => !values.some(({ sense }) => sense.property === filter.property))
      .map((filter) => ({ ...filter }));
    copy.total = previous.measures['sum'] !== undefined;
    copy.verb = previous.verb;
    readEventModifiers(reader, copy, part.marks, -1);
    return { drafts: [copy, ...readUserClause(reader, part.marks)], merged: false };
  }
  const target =
    previous.occurrence &&
    previous.having.some((filter) => values.some(({ sense }) => sense.property === filter.property))
      ? previous.having
      : previous.filters;
  for (const { mark, sense } of values) {
    const known = target.find((filter) => filter.property === sense.property && filter.values);
    addValue(
      target,
      sense.property,
      sense.value,
      known?.negated ?? false,
      part.link === 'and' && !known?.negated && !previous.negated,
    );
    use(reader, mark, previous);
  }
  readEventModifiers(reader, previous, part.marks, -1);
  return { drafts: readUserClause(reader, part.marks), merged: true };
}

function negatedCopy(
  reader: Reader,
  part: Part,
  previous: EventDraft,
  negations: readonly Meant<'not'>[],
  replaced: readonly string[],
): EventDraft {
  const copy = eventDraft(previous.events);
  copy.negated = !previous.negated;
  const nothing = negations.some((mark) => mark.meaning.form === 'nothing' || mark.meaning.form === 'never');
  if (!nothing)
    copy.filters = previous.filters
      .filter((filter) => !replaced.includes(filter.property))
      .map((filter) => ({ ...filter }));
  for (const mark of negations) use(reader, mark, copy);
  readEventModifiers(reader, copy, part.marks, -1);
  if (!copy.window && !copy.bare && previous.window) copy.window = previous.window;
  return copy;
}

function userEllipsis(
  reader: Reader,
  part: Part,
  previous: Extract<Draft, { kind: 'user' }>,
  said: readonly Mark[],
): ReadPart | undefined {
  const property = reader.schema.users.get(previous.property);
  const [first] = said.filter((mark) => !isMeant(mark, 'not'));
  if (!first || !property) return undefined;
  const negations = said.filter((mark) => isMeant(mark, 'not'));
  const value = senses(first, 'user-value').find((sense) => sense.property === previous.property);
  if (value && previous.values && !part.subject) {
    if (negations.length) return undefined;
    const list = property.type.startsWith('list');
    if (!previous.values.includes(value.value)) previous.values.push(value.value);
    if (part.link === 'and' && list) previous.every = true;
    if (part.link === 'or' && previous.every) delete previous.every;
    use(reader, first, previous);
    return { drafts: readUserClause(reader, part.marks), merged: true };
  }
  if (value && previous.values && part.subject && !negations.length && said.length === 1) {
    if (!previous.values.includes(value.value)) previous.values.push(value.value);
    use(reader, first, previous);
    return { drafts: [], merged: true };
  }
  const other = senses(first, 'user-property')[0];
  if (
    other &&
    previous.operators['exists'] !== undefined &&
    said.length === 1 &&
    (part.link === 'or' || part.link === 'and' || part.link === 'comma')
  ) {
    const copy = userDraft(other.property, { exists: previous.operators['exists'] });
    use(reader, first, copy);
    // “without A or B” has neither.
    return { drafts: [copy], merged: false, ...(copy.operators['exists'] === false ? { link: 'and' as const } : {}) };
  }
  const dated = property.type === 'datetime' || property.type === 'date';
  if (dated && isMeant(first, 'window') && said.length === 1 + negations.length && part.link !== 'comma') {
    const copy = {
      ...previous,
      operators: { ...first.meaning.window },
      negated: negations.length > 0,
      tokens: new Set<number>(),
    };
    for (const mark of said) use(reader, mark, copy);
    return { drafts: [copy], merged: false };
  }
  if (
    isMeant(first, 'compare') &&
    property.type === 'number' &&
    said.length === 1 &&
    !first.meaning.plain &&
    (part.link === 'and' || part.link === 'but')
  ) {
    previous.operators = {
      ...previous.operators,
      [first.meaning.bound]: first.meaning.values.length > 1 ? [...first.meaning.values] : first.meaning.values[0],
    };
    use(reader, first, previous);
    return { drafts: [], merged: true };
  }
  return undefined;
}
