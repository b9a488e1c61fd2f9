/** Whether what an event clause says did happen or did not, and in which tense. */
import type { EventDraft } from './drafts.ts';
import { isMeant, type Mark, type Meant } from './marks.ts';
import { negationsBefore, type Reader, use } from './reader.ts';

export function isPerfect(marks: readonly Mark[], head: number): boolean {
  return marks.slice(0, head).some((mark) => isMeant(mark, 'aux') && mark.meaning.aux === 'have');
}

export function negate(reader: Reader, draft: EventDraft, marks: readonly Mark[], head: number): EventDraft {
  const nothing = marks.filter(
    (mark, at): mark is Meant<'not'> => at > head && isMeant(mark, 'not') && mark.meaning.form === 'nothing',
  );
  const all = [...negationsBefore(reader, marks, head).filter((mark) => mark.meaning.form !== 'outside'), ...nothing];
  draft.negated = all.length > 0;
  if (all.some((mark) => mark.meaning.form === 'never')) draft.ever = true;
  for (const mark of all) use(reader, mark, draft);
  return draft;
}
