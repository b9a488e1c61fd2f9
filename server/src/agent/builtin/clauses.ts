/** One part of the prompt -> drafts: finds what it is about, or what it leaves out and the part before it said. */
import { type Draft, eventDraft, type ReachDraft, type SegmentDraft } from './drafts.ts';
import { readEllipsis } from './ellipsis.ts';
import { readEventModifiers } from './event-clause.ts';
import { readEvents } from './event-heads.ts';
import { completeEvent, impliedEvent, isOutvoted } from './event-names.ts';
import { isMeant, type Mark, type Meant } from './marks.ts';
import type { Part } from './parts.ts';
import { isPerfect, negate } from './polarity.ts';
import { assume, isUsed, negationsBefore, type Reader, senses, textOf, use } from './reader.ts';
import { SILENT } from './silent.ts';
import { readUserClause } from './user-clause.ts';

/** What a part came to. `merged`: it only added to the draft before it. */
export interface ReadPart {
  readonly drafts: readonly Draft[];
  readonly merged: boolean;
  /** How it is linked after all, when not as it is written. */
  readonly link?: Part['link'];
}

export function readPart(reader: Reader, part: Part, previous: Draft | undefined): ReadPart {
  const marks = part.marks;
  const reach = readReach(reader, marks, previous, part);
  if (reach)
    return { drafts: reach.draft ? [reach.draft, ...readUserClause(reader, marks)] : [], merged: reach.merged };
  const segment = readSegmentName(reader, marks);
  const heads = marks.filter(
    (mark): mark is Meant<'entity'> =>
      isMeant(mark, 'entity') && senses(mark, 'event').length > 0 && !isUsed(reader, mark),
  );
  if (heads.length && !isOutvoted(reader, heads, marks))
    return { drafts: [...(segment ? [segment] : []), ...readEvents(reader, part, heads)], merged: false };
  if (segment) return { drafts: [segment, ...readUserClause(reader, marks)], merged: false };
  const completed =
    previous?.kind === 'event' && part.link !== 'start' && part.link !== 'next'
      ? completeEvent(reader, part, previous)
      : undefined;
  if (completed) return { drafts: [completed, ...readUserClause(reader, marks)], merged: false };
  const elliptic = previous && readEllipsis(reader, part, previous);
  if (elliptic) return elliptic;
  const implied = impliedEvent(reader, marks, previous);
  if (implied) {
    const draft = negate(reader, eventDraft(implied), marks, marks.length);
    draft.perfect = isPerfect(marks, marks.length);
    readEventModifiers(reader, draft, marks, -1);
    return { drafts: [draft, ...readUserClause(reader, marks)], merged: false };
  }
  return { drafts: readUserClause(reader, marks), merged: false };
}

function readReach(
  reader: Reader,
  marks: readonly Mark[],
  previous: Draft | undefined,
  part: Part,
): { draft?: ReachDraft; merged: boolean } | undefined {
  const word = marks.find((mark) => isMeant(mark, 'reach'));
  const enabled = marks.find((mark) => isMeant(mark, 'enabled'));
  const channels = marks.filter((mark) => senses(mark, 'channel').length > 0);
  const follows =
    previous?.kind === 'reach' &&
    channels.length > 0 &&
    marks.every((mark) => SILENT.has(mark.meaning.kind) || isMeant(mark, 'not') || channels.includes(mark));
  if (!word && !(enabled && channels.length) && !follows) return undefined;
  const ids = channels.flatMap((mark) => senses(mark, 'channel').map((sense) => sense.channel));
  const negations = negationsBefore(reader, marks, marks.length);
  const negated =
    negations.length + (word && /unreach|uncontact|^not|cannot/.test(textOf(reader, word).toLowerCase()) ? 1 : 0);
  if (
    follows &&
    !word &&
    !negated &&
    (part.link === 'or' || part.link === 'and' || part.link === 'comma') &&
    previous?.kind === 'reach'
  ) {
    previous.channels.push(...ids.filter((id) => !previous.channels.includes(id)));
    if (part.link === 'and' && !previous.negated) previous.every = true;
    for (const mark of channels) use(reader, mark, previous);
    return { merged: true };
  }
  const all = [...reader.schema.channels.keys()];
  if (!ids.length && !all.length) return undefined;
  const draft: ReachDraft = {
    kind: 'reach',
    channels: ids.length ? [...new Set(ids)] : all,
    negated: negated % 2 === 1,
    tokens: new Set(),
  };
  if (marks.some((mark) => mark.meaning.kind === 'both' || (isMeant(mark, 'join') && mark.meaning.join === 'and')))
    draft.every = true;
  if (!ids.length) assume(reader, `“${word ? textOf(reader, word) : ''}” is read as: on any channel`);
  for (const mark of [word, enabled, ...channels, ...negations]) if (mark) use(reader, mark, draft);
  return { draft, merged: false };
}

function readSegmentName(reader: Reader, marks: readonly Mark[]): SegmentDraft | undefined {
  const named = marks.filter((mark) => senses(mark, 'segment').length > 0);
  const word = marks.find((mark) => isMeant(mark, 'segment-word'));
  const sure = named.filter(
    (mark) => word || (mark.tokens.length > 1 && isMeant(mark, 'entity') && mark.meaning.senses.length === 1),
  );
  if (!sure.length) return undefined;
  const draft: SegmentDraft = {
    kind: 'segment',
    segments: [...new Set(sure.map((mark) => senses(mark, 'segment')[0]!.segment))],
    negated: false,
    tokens: new Set(),
  };
  const negations = negationsBefore(reader, marks, marks.indexOf(sure[0]!));
  draft.negated = negations.length % 2 === 1;
  for (const mark of [...sure, ...negations, ...(word ? [word] : [])]) use(reader, mark, draft);
  if (!word) assume(reader, `“${textOf(reader, sure[0]!)}” is read as the segment of that name`);
  return draft;
}
