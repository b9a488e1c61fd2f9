/**
 * Puts the rules of a segment in the place of the reference to it: side by side where all must hold anyway, else in an `all`;
 * those of several segments in an `any`, those of `not_in_segment` in a `none`. The segment's file stays.
 *
 * A `sample` without a `seed` is given the id of the segment that it comes from, so that it draws the same users. Impossible when
 * the segment has errors, or leads back to this one.
 */
import {
  applyEdits,
  columnOf,
  entryOf,
  eolOf,
  groupPiece,
  itemPiece,
  type Piece,
  parseYaml,
  quoteScalar,
  type SegmentReading,
  type TextEdit,
} from '../../language/index.ts';
import { everyRule, segmentUses } from '../../language/rules/walk.ts';
import { tokens } from '../../language/syntax/scan.ts';
import type { ProjectSnapshot } from '../../project/index.ts';
import { kindKey } from './clauses.ts';
import type { Refactoring, Site } from './refactoring.ts';
import { replaceBySeveral, replaceGroup } from './rejoin.ts';

export const inlineSegment: Refactoring = {
  id: 'inline-segment',
  kind: 'refactor.inline',
  title: 'Inline a segment',
  documents: ['segment'],
  example: {
    title: 'Inline segment “ios”',
    before: `--- lapsed.segment.yaml
name: Lapsed
where:
  - in_segment: <|>ios
  - did_not: Charged
--- ios.segment.yaml
name: On iOS
where:
  # the device
  - user: os
    is: iOS
  - did: App Launched
`,
    after: `--- lapsed.segment.yaml
name: Lapsed
where:
  # the device
  - user: os
    is: iOS
  - did: App Launched
  - did_not: Charged
`,
  },
  offer: (site) => {
    const { selected, document, text } = site;
    const [clause] = selected?.clauses ?? [];
    const { model } = clause ?? {};
    if (!clause || selected?.from !== selected?.to) return [];
    if (model?.kind !== 'in_segment' && model?.kind !== 'not_in_segment') return [];
    const ids = model.segments.map(({ name }) => name);
    const title = ids.length === 1 ? `Inline segment “${ids[0]}”` : `Inline ${ids.length} segments`;
    const targets = ids.map((id) => document.snapshot.byId(id));
    const disabled = refusal(ids, targets, site);
    if (disabled) return [{ title, disabled }];
    const change = () => {
      const rules = targets.map((target) => target && rulesOf(target));
      if (rules.includes(undefined)) return undefined;
      const each = rules as (readonly Piece[])[];
      if (kindKey(clause) === 'not_in_segment') return replaceGroup(text, clause, groupPiece('none', each.map(asOne)));
      const [first] = each;
      const edit =
        each.length === 1 && first
          ? replaceBySeveral(text, clause, first, first.length === 1 ? 'any' : 'all')
          : replaceBySeveral(text, clause, each.map(asOne), 'any');
      return edit && { edits: [edit] };
    };
    return [{ title, meaning: 'kept', change }];
  },
};

const asOne = (pieces: readonly Piece[]): Piece =>
  pieces.length === 1 && pieces[0] ? pieces[0] : groupPiece('all', pieces);

function refusal(
  ids: readonly string[],
  targets: readonly (SegmentReading | undefined)[],
  site: Site,
): string | undefined {
  const own = site.document.snapshot.reading(site.document.uri)?.id;
  for (const [index, id] of ids.entries()) {
    const target = targets[index];
    if (!target) return `There is no segment “${id}”.`;
    if (target.hasErrors || !target.segment?.where.length) return `The segment “${id}” has errors.`;
    if (own !== undefined && leadsTo(target, own, site.document.snapshot))
      return `The segment “${id}” leads back to this one.`;
    const pieces = rulesOf(target);
    if (!pieces) return `The segment “${id}” holds anchors or aliases of YAML.`;
    const { list } = site.selected?.list ?? {};
    if (list?.flow && pieces.some(({ inline }) => inline === undefined))
      return 'Rules with comments cannot stand in brackets.';
  }
  return undefined;
}

function leadsTo(reading: SegmentReading, id: string, snapshot: ProjectSnapshot): boolean {
  const seen = new Set<string>();
  const waiting = [reading];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.id === id) return true;
    if (seen.has(next.id)) continue;
    seen.add(next.id);
    for (const { name } of segmentUses(next.segment?.where ?? [])) {
      const target = snapshot.byId(name);
      if (target) waiting.push(target);
    }
  }
  return false;
}

/** The rules of a segment as they can stand elsewhere; undefined when they are not plainly written. */
function rulesOf({ tree, segment, id }: SegmentReading): readonly Piece[] | undefined {
  const text = applyEdits(tree.text, seeds(tree.text, segment, id));
  const { root } = parseYaml(text);
  const list = root?.kind === 'map' ? entryOf(root, 'where')?.value : undefined;
  if (list?.kind !== 'list') return undefined;
  const pieces = list.items.map((_, index) => itemPiece(text, list, index));
  const plain = pieces.every(
    (piece) => piece && ![...tokens(piece.lines.join('\n'))].some(({ source }) => /^[&*]/.test(source)),
  );
  return plain ? (pieces as readonly Piece[]) : undefined;
}

function seeds(text: string, segment: SegmentReading['segment'], id: string): readonly TextEdit[] {
  return [...everyRule(segment?.where ?? [])].flatMap((rule): TextEdit[] => {
    if (rule.kind !== 'sample' || rule.seed !== undefined) return [];
    const { start, end } = rule.range;
    const gap = text[start] === '{' ? ', ' : eolOf(text) + ' '.repeat(columnOf(text, start));
    const at = text[start] === '{' ? end - 1 : end;
    return [{ range: { start: at, end: at }, newText: `${gap}seed: ${quoteScalar(id)}` }];
  });
}
