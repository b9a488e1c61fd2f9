/**
 * Takes all groups out of a group that say the same as it does: an `any` in an `any`, an `all` in an `all`, however deep.
 *
 * Their comments stay, above the rules that they held.
 */
import { groupPiece, itemPiece, type Piece } from '../../language/index.ts';
import { type ClauseList, clausesOf, groupList, kindKey } from './clauses.ts';
import type { Refactoring, Site } from './refactoring.ts';
import { joinsAlike, lost, replaceGroup } from './rejoin.ts';

export const flattenGroups: Refactoring = {
  id: 'flatten-groups',
  kind: 'refactor.rewrite',
  title: 'Flatten nested groups',
  documents: ['segment', 'schema'],
  example: {
    title: 'Flatten the groups in any',
    before: `name: Active
where:
  - <|>any:
      - did: Charged
      - any:
          - did: App Launched
          - any:
              - user: os
                is: iOS
`,
    after: `name: Active
where:
  - any:
      - did: Charged
      - did: App Launched
      - user: os
        is: iOS
`,
  },
  offer: (site) => {
    const { selected, document, text } = site;
    const [clause] = selected?.clauses ?? [];
    const list = clause && selected?.from === selected?.to ? groupList(clause) : undefined;
    if (!clause || !list || clause.node.entries.length > 1) return [];
    const nested = clausesOf(document, list).some((each) => each && innerOf(list, each));
    if (!nested) return [];
    const change = () => {
      const pieces = flat(site, list);
      return pieces && replaceGroup(text, clause, groupPiece(kindKey(clause), pieces));
    };
    return [{ title: `Flatten the groups in ${kindKey(clause)}`, meaning: 'kept', change }];
  },
};

/** The list of a group that can stand in the list around it as it is. */
function innerOf(list: ClauseList, clause: NonNullable<ReturnType<typeof clausesOf>[number]>): ClauseList | undefined {
  const inner = clause.node.entries.length === 1 ? groupList(clause) : undefined;
  if (!inner || inner.join === 'none' || inner.list.items.length === 0) return undefined;
  return joinsAlike(list, inner.join) ? inner : undefined;
}

function flat(site: Site, list: ClauseList): readonly Piece[] | undefined {
  const found: Piece[] = [];
  for (const [index, clause] of clausesOf(site.document, list).entries()) {
    const own = itemPiece(site.text, list.list, index);
    const inner = clause && innerOf(list, clause);
    const pieces = inner ? flat(site, { ...inner, join: list.join }) : own && [own];
    const [first, ...rest] = pieces ?? [];
    if (!own || !first) return undefined;
    const above = inner ? [...own.above, ...lost(own, pieces ?? []), ...first.above] : first.above;
    found.push({ ...first, above, inline: above.length > 0 ? undefined : first.inline }, ...rest);
  }
  return found;
}
