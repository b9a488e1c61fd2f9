import { report } from '../check.ts';
import type { DataCheck } from './data-check.ts';

export const matchesEverybody: DataCheck<{ readonly what: 'segment' | 'rule'; readonly users: number }> = {
  code: 'matches-everybody',
  severity: 'information',
  title: 'a segment, or a rule, that holds every user',
  doc: 'In the present data every user holds this, so that it tells nobody apart.',
  message: ({ what, users }) => {
    const all = users === 1 ? 'The only user' : `Every one of the ${users.toLocaleString('en')} users`;
    return what === 'segment' ? `${all} is in this segment.` : `${all} holds this rule: it leaves nobody out.`;
  },
  find: ({ segment }, { counts }) => {
    if (!counts || counts.of === 0) return [];
    const users = counts.of;
    if (counts.total === users) return [report(matchesEverybody, segment.nameRange, { what: 'segment', users })];
    return counts.rules
      .filter(({ alone }) => alone === users)
      .map(({ rule }) => report(matchesEverybody, rule.keyRange, { what: 'rule', users }));
  },
};
