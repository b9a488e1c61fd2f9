/** The comment above a segment's statement that says which events and properties its tables and columns stand for. */
import type { Plan, PlanMeasure, PlanStep, Predicate } from '../language/plan.ts';
import type { Physical, PhysicalColumn } from './physical.ts';

interface Named {
  readonly events: Map<string, Set<string>>;
  readonly users: Set<string>;
}

export function legend(root: Plan, physical: Physical): string {
  const named: Named = { events: new Map(), users: new Set() };
  visit(root, named);
  const lines: string[] = [];
  const users = pairs(named.users, physical.userColumns);
  if (users) lines.push(`-- users: ${users}`);
  for (const [event, properties] of named.events) {
    const table = physical.events.get(event);
    if (!table) {
      lines.push(`-- ${quoted(event)} does not occur in the data`);
      continue;
    }
    const columns = pairs(properties, table.columns);
    lines.push(`-- ${table.table} ${quoted(event)}${columns ? `: ${columns}` : ''}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** JSON keeps a name on one line; the line separators that it leaves alone are no line ends to SQL but to editors. */
const quoted = (name: string): string =>
  JSON.stringify(name).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

function pairs(properties: Iterable<string>, columns: ReadonlyMap<string, PhysicalColumn>): string {
  return [...properties]
    .flatMap((property) => {
      const column = columns.get(property);
      return column ? [`${'column' in column ? column.column : column.lat} ${quoted(property)}`] : [];
    })
    .join(', ');
}

function visit(plan: Plan, named: Named): void {
  switch (plan.node) {
    case 'all':
    case 'any':
      for (const part of plan.of) visit(part, named);
      return;
    case 'not':
      visit(plan.of, named);
      return;
    case 'users':
      collect(plan.test, named.users);
      return;
    case 'events': {
      const properties = eventProperties(plan.source.events, named);
      collect(plan.source.where, properties);
      collect(plan.occurrence?.having, properties);
      for (const measure of plan.measures) collectMeasure(measure, properties);
      return;
    }
    case 'sequence': {
      plan.steps.forEach((step, index) => {
        visitStep(
          step,
          plan.steps.slice(0, index).findLast(({ did }) => did),
          named,
        );
      });
      return;
    }
    case 'list':
    case 'sample':
      return;
  }
}

function visitStep(step: PlanStep, before: PlanStep | undefined, named: Named): void {
  const properties = eventProperties(step.events, named);
  collect(step.where, properties);
  if (!step.same) return;
  properties.add(step.same.name);
  if (before) eventProperties(before.events, named).add(step.same.name);
}

/** A set that adds to the properties of all the events. */
function eventProperties(events: readonly string[], named: Named): { add(property: string): void } {
  const sets = events.map((event) => {
    const set = named.events.get(event) ?? new Set<string>();
    named.events.set(event, set);
    return set;
  });
  return {
    add: (property) => {
      for (const set of sets) set.add(property);
    },
  };
}

function collect(test: Predicate | undefined, into: { add(property: string): void }): void {
  if (!test) return;
  if (test.op === 'and' || test.op === 'or') for (const part of test.of) collect(part, into);
  else if (test.op === 'not') collect(test.of, into);
  else if ('column' in test) into.add(test.column.name);
}

function collectMeasure(measure: PlanMeasure, into: { add(property: string): void }): void {
  if ('column' in measure) into.add(measure.column.name);
}
