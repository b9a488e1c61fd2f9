/** A section of a segment's insights: numbers beyond the first ones, asked for by themselves. */
import type * as z from 'zod';
import type { ProjectSnapshot } from '../../project/index.ts';
import type { SectionAnswer, SectionId, SectionOptions } from '../../protocol/index.ts';
import type { EarlierProjects, RepositoryResult } from '../../revisions/index.ts';
import type { CallOptions, SegmentStore } from '../../store/ports.ts';
import type { Moment, Prepared } from '../prepare.ts';

/** What sections are answered from, at one instant. */
export interface SectionSubject {
  readonly snapshot: ProjectSnapshot;
  readonly store: SegmentStore;
  readonly prepared: Prepared;
  readonly moment: Moment;
  readonly call: CallOptions;
  /** Earlier versions of the project; absent where there is no version control. */
  readonly earlier?: EarlierVersions;
}

export interface EarlierVersions {
  readonly repository: () => Promise<RepositoryResult>;
  readonly projects: EarlierProjects;
}

/** Why a section has nothing to say of a segment that is sound: one sentence. */
export interface Unavailable {
  readonly unavailable: string;
}

export interface Section<Id extends SectionId> {
  readonly title: string;
  /** What it answers, for the help of the command line. */
  readonly summary: string;
  /** The shape of its options, which come from outside. */
  readonly options: z.ZodType<SectionOptions<Id>>;
  /** On the command line what stands after `--section ID=`. */
  readonly argument?: { readonly name: string; readonly read: (text: string) => SectionOptions<Id> };
  readonly answer: (subject: SectionSubject, options: SectionOptions<Id>) => Promise<SectionAnswer<Id> | Unavailable>;
}

/** A share of something; of nobody it is 0. */
export const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
