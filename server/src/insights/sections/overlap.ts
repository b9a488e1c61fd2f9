import * as z from 'zod';
import type { SegmentPlan } from '../../language/plan.ts';
import type { ProjectSnapshot } from '../../project/index.ts';
import type { OverlapAnswer } from '../../protocol/index.ts';
import { prepareSegment } from '../prepare.ts';
import { combinationsOf, LARGEST } from './combinations.ts';
import { type Section, type SectionSubject, shareOf } from './section.ts';

/** So many segments stand beside this one: at most, and when none are named. */
const MOST = 8;
const SHOWN = 5;
/** So many are counted to find those that overlap most. */
const LOOKED_AT = 40;
/** So many are offered to choose from. */
const MOST_CHOICES = 2000;

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly uri: string;
  readonly plan: SegmentPlan;
  readonly lists: SectionSubject['prepared']['lists'];
}

type LeftOut = OverlapAnswer['leftOut'][number];

export const overlap: Section<'overlap'> = {
  title: 'Overlap',
  summary: 'users shared with other segments, those that overlap most or chosen ones',
  options: z.strictObject({ segments: z.optional(z.array(z.string()).max(MOST)) }),
  argument: { name: 'ID,ID…', read: (text) => ({ segments: text.split(',').map((id) => id.trim()) }) },
  async answer(subject, options) {
    const { snapshot, store, prepared, call } = subject;
    const own = prepared.reading.id;
    const others = othersOf(snapshot, own);
    const named = options.segments?.filter((id) => id !== own);
    const ids = named ?? alike(subject, others).slice(0, LOOKED_AT);
    const candidates: Candidate[] = [];
    const leftOut: LeftOut[] = [];
    for (const id of new Set(ids)) {
      const candidate = await candidateOf(id, subject);
      if (!candidate) return { unavailable: `There is no segment “${id}” in the project.` };
      if ('reason' in candidate) leftOut.push(candidate);
      else candidates.push(candidate);
    }
    const chosen = named ? candidates : await mostSimilar(candidates, subject);
    const all = [{ ...prepared, id: own }, ...chosen];
    const lists = Object.assign({}, ...all.map((each) => each.lists));
    const found = await store.overlap({ lists, sets: all.map(({ plan }) => plan), largest: LARGEST }, call);
    const total = found.pairs[0]?.[0] ?? 0;
    return {
      total,
      segments: chosen.map(({ id, name, uri }, i) => {
        const users = found.pairs[i + 1]?.[i + 1] ?? 0;
        const both = found.pairs[0]?.[i + 1] ?? 0;
        return {
          id,
          name,
          uri,
          users,
          both,
          share: shareOf(both, total),
          otherShare: shareOf(both, users),
          jaccard: shareOf(both, total + users - both),
        };
      }),
      pairs: found.pairs,
      combinations: combinationsOf(
        found,
        all.map(({ id }) => id),
      ),
      leftOut: named ? leftOut : [],
      choices: others.slice(0, MOST_CHOICES).map(({ id, name }) => ({ id, name })),
      lookedAt: candidates.length,
    };
  },
};

/** All other segments of the project that are read, each id once. */
function othersOf(snapshot: ProjectSnapshot, own: string) {
  return [...snapshot.filesById].flatMap(([id, [uri = '']]) => (id === own ? [] : (snapshot.known(uri) ?? [])));
}

/** Ids of segments without errors of their own, those first that speak of the same things. */
function alike({ snapshot, prepared }: SectionSubject, others: ReturnType<typeof othersOf>): readonly string[] {
  const own = snapshot.summary(prepared.reading.uri);
  const nameOf = (use: { readonly kind: string; readonly name: string }) => `${use.kind} ${use.name}`;
  const names = new Set([...(own?.uses.map(nameOf) ?? []), ...(own?.tags ?? [])]);
  const shared = (other: (typeof others)[number]): number =>
    [...new Set([...other.uses.map(nameOf), ...other.tags])].filter((name) => names.has(name)).length;
  return others
    .filter(({ hasErrors }) => !hasErrors)
    .map((other) => ({ id: other.id, shared: shared(other) }))
    .sort((one, other) => other.shared - one.shared)
    .map(({ id }) => id);
}

async function candidateOf(
  id: string,
  { snapshot, prepared }: SectionSubject,
): Promise<Candidate | LeftOut | undefined> {
  const reading = snapshot.byId(id);
  if (!reading) return undefined;
  const { uri } = reading;
  const named = { id, name: snapshot.known(uri)?.name ?? id, uri };
  const asOf = new Date(prepared.plan.asOf).toISOString();
  const other = await prepareSegment(snapshot, uri, { asOf, now: prepared.plan.asOf });
  if (other.state === 'invalid') return { ...named, reason: 'has errors' };
  if (other.state === 'failed') return { ...named, reason: `is not counted: ${other.message}` };
  return { ...named, plan: other.plan, lists: other.lists };
}

/** Those with the largest part in common; none that shares nobody. */
async function mostSimilar(candidates: readonly Candidate[], { store, prepared, call }: SectionSubject) {
  const own = prepared.plan;
  const scored: { readonly candidate: Candidate; readonly jaccard: number }[] = [];
  for (const candidate of candidates) {
    // One at a time: others that ask come between, and nobody waits for all when it is cancelled.
    const lists = { ...prepared.lists, ...candidate.lists };
    const { pairs } = await store.overlap({ lists, sets: [own, candidate.plan], largest: 0 }, call);
    const [total = 0, users = 0, both = 0] = [pairs[0]?.[0], pairs[1]?.[1], pairs[0]?.[1]];
    if (both > 0) scored.push({ candidate, jaccard: shareOf(both, total + users - both) });
  }
  return scored
    .sort((one, other) => other.jaccard - one.jaccard)
    .slice(0, SHOWN)
    .map(({ candidate }) => candidate);
}
