/**
 * Makes one rule of several that differ in nothing but the name: an `any` of `did: A` and `did: B` becomes `did: [A, B]`, and
 * two `not_in_segment` become one.
 *
 * With the cursor on a group all of its rules are merged, and the group goes; with the cursor in a rule, those of its list
 * that fit. Events can be treated as one only when the properties that are asked have one type on all of them.
 */
import { applyEdits, inlineText, readSegment, toData } from '../../language/index.ts';
import type { SyntaxNode } from '../../language/syntax/tree.ts';
import { type Clause, clausesOf, groupList, kindKey } from './clauses.ts';
import type { Change, Refactoring, Site } from './refactoring.ts';
import { gather, isChannelRule, joinsAlike, replaceGroup } from './rejoin.ts';
import { countsApart, NAMED, named } from './split-names.ts';

export const mergeNames: Refactoring = {
  id: 'merge-names',
  kind: 'refactor.rewrite',
  title: 'Merge rules that differ in the name',
  documents: ['segment', 'schema'],
  example: {
    title: 'Merge into did: [Charged, App Launched]',
    before: `name: Active
where:
  - <|>any:
      - did: Charged
        within: 30d
      - did: App Launched
        within: 30d
`,
    after: `name: Active
where:
  - did: [Charged, App Launched]
    within: 30d
`,
  },
  offer: (site) => {
    const { selected, document, text } = site;
    const [clause] = selected?.clauses ?? [];
    if (!selected || !clause) return [];
    const inner = selected.from === selected.to ? groupList(clause) : undefined;
    const candidates = inner
      ? clausesOf(document, inner)
      : selected.clauses.length > 1
        ? selected.clauses
        : clausesOf(document, selected.list);
    const pivot = inner || selected.clauses.length > 1 ? candidates[0] : clause;
    if (!pivot || isChannelRule(pivot)) return [];
    const merged = candidates.flatMap((each) => (each && alike(pivot, each) ? [each] : []));
    const whole = inner !== undefined || selected.clauses.length > 1;
    if (merged.length < 2 || (whole && merged.length < candidates.length) || !areDeclared(merged, document)) return [];
    const names = namesOf(text, merged);
    const [first] = merged;
    const list = names && `[${names.join(', ')}]`;
    const piece = first && named(text, first, list);
    if (!list || !piece) return [];
    const group = inner && clause.node.entries.length === 1 && inner.join !== 'none' ? clause : undefined;
    const change = group ? replaceGroup(text, group, piece) : gather(text, merged, piece);
    if (!change || !stillReads(change, site)) return [];
    return [{ title: `Merge into ${kindKey(pivot)}: ${list}`, meaning: 'kept', change: () => change }];
  },
};

/** Whether two rules differ in their names alone, and together say what one with all names says. */
function alike(one: Clause, other: Clause): boolean {
  const join = NAMED[kindKey(one)];
  if (!join || kindKey(one) !== kindKey(other) || !joinsAlike(one.in, join)) return false;
  return countsApart(one) && countsApart(other) && restOf(one) === restOf(other);
}

function restOf({ node, kind }: Clause): string {
  const rest = node.entries.filter((entry) => entry !== kind);
  return rest
    .map(({ key, value }) => JSON.stringify([key.value, toData(value)]))
    .sort()
    .join('\n');
}

function namesOf(text: string, clauses: readonly Clause[]): readonly string[] | undefined {
  const nodes = clauses.flatMap(({ kind: { value } }): (SyntaxNode | undefined)[] =>
    value?.kind === 'list' ? [...value.items] : [value],
  );
  const names = nodes.map((node) => (node?.kind === 'scalar' ? inlineText(text, node) : undefined));
  return names.includes(undefined) ? undefined : [...new Set(names as string[])];
}

/** What is asked of an undeclared event is missing; together with a declared one it would not be. */
function areDeclared(clauses: readonly Clause[], { snapshot }: Site['document']): boolean {
  return clauses.every(({ model, node }) => {
    if (!model) return false;
    if (model.kind !== 'did' && model.kind !== 'did_not') return true;
    const asks = node.entries.some(({ key }) => key.value === 'where');
    return !asks || model.events.every(({ name }) => snapshot.schema.events.has(name));
  });
}

/** No error comes to be: a property may have another type on one of the events. */
function stillReads(change: Change, { document, text }: Site): boolean {
  if (document.kind === 'schema') return true;
  const reading = document.snapshot.reading(document.uri);
  const { schema, names } = document.snapshot;
  const { uri, id } = reading ?? { uri: document.uri, id: '' };
  const after = readSegment(applyEdits(text, change.edits), { uri, id, schema, segments: names });
  return after.hasErrors === (reading?.hasErrors ?? false);
}
