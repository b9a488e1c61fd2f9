/** What an open store can be asked, whichever thread answers it. All of it is plain data. */
import type { EventSource, Plan, SegmentPlan } from '../language/plan.ts';
import type {
  Evaluation,
  EventProfile,
  EventRow,
  InsightsQuery,
  Lists,
  PropertyName,
  PropertyProfile,
  Row,
  RuleCounts,
  RulePlan,
} from './ports.ts';
import type {
  Breakdown,
  BreakdownQuery,
  Changes,
  ChangesQuery,
  NumberSpread,
  Overlap,
  OverlapQuery,
  Page,
  PageQuery,
  Steps,
  StepsQuery,
} from './section-numbers.ts';

interface PlanQuery {
  readonly plan: SegmentPlan;
  readonly lists: Lists;
}

/** By method: the question and its answer. */
export interface Requests {
  insights: { readonly query: InsightsQuery; readonly answer: Evaluation };
  /** Positions of the members, in order of id. */
  select: { readonly query: PlanQuery; readonly answer: Uint32Array };
  /** Rows of positions in ascending order. */
  rows: {
    readonly query: { readonly positions: Uint32Array; readonly columns: readonly string[] };
    readonly answer: readonly Row[];
  };
  membership: {
    readonly query: PlanQuery & { readonly sets: readonly Plan[]; readonly user: string };
    readonly answer: readonly boolean[] | undefined;
  };
  user: {
    readonly query: { readonly id: string; readonly columns: readonly string[] };
    readonly answer: Row | undefined;
  };
  userEvents: {
    readonly query: {
      readonly plan: SegmentPlan;
      readonly user: string;
      readonly source: EventSource;
      readonly limit: number;
    };
    readonly answer: { readonly total: number; readonly events: readonly EventRow[] };
  };
  ruleCounts: {
    readonly query: PlanQuery & { readonly rules: readonly RulePlan[] };
    readonly answer: readonly RuleCounts[];
  };
  /** Finds what the plans need, where that is quicker for all of them together. Answers how many sets. */
  prefetch: { readonly query: { readonly plans: readonly SegmentPlan[] }; readonly answer: number };
  overlap: { readonly query: OverlapQuery; readonly answer: Overlap };
  changes: { readonly query: ChangesQuery; readonly answer: Changes };
  numberSpread: {
    readonly query: { readonly property: PropertyName; readonly upTo: number };
    readonly answer: NumberSpread | undefined;
  };
  breakdown: { readonly query: BreakdownQuery; readonly answer: Breakdown };
  page: { readonly query: PageQuery; readonly answer: Page };
  sequenceSteps: { readonly query: StepsQuery; readonly answer: Steps };
  eventProfile: { readonly query: { readonly name: string }; readonly answer: EventProfile };
  propertyProfile: {
    readonly query: { readonly property: PropertyName; readonly limit: number };
    readonly answer: PropertyProfile;
  };
}

export type Method = keyof Requests;
export type Query<M extends Method> = Requests[M]['query'];
export type Answer<M extends Method> = Requests[M]['answer'];

/** A function for each method. */
export type Handlers = { readonly [M in Method]: (query: Query<M>) => Answer<M> };
