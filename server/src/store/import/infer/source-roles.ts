import type { ColumnProfile } from './column-profile.ts';
import type { FileGroup } from './data-sample.ts';
import {
  EVENT_NAMES,
  fileTopic,
  isUserFile,
  plainName,
  singular,
  TIME_ENDING,
  TIME_NAMES,
  USER_NAMES,
} from './words.ts';

/** A group of files as its first rows show it. */
export interface Glance {
  readonly group: FileGroup;
  readonly rows: number;
  readonly columns: ReadonlyMap<string, ColumnProfile>;
}

/** What a group of files is. */
export type Role =
  | { readonly kind: 'users'; readonly id: string; readonly complete: boolean }
  | {
      readonly kind: 'events';
      readonly user: string;
      readonly time: string;
      /** The column with the events' names; without one, each row is the same event. */
      readonly name?: string;
      /** Every row has all of these. */
      readonly complete: boolean;
    }
  | { readonly kind: 'none'; readonly reason: string };

/** `topics` are what the other files are about: `customer` makes `customer` and `customer_id` name a user. */
export function roleOf(glance: Glance, topics: ReadonlySet<string>): Role {
  const { columns, rows, group } = glance;
  if (rows === 0) return { kind: 'none', reason: 'it has no rows' };
  const full = (profile: ColumnProfile | undefined): profile is ColumnProfile =>
    profile !== undefined && profile.filled >= rows * 0.95;
  const user = userColumn(glance, topics, full);
  const time = timeColumn(glance, full);
  const name = nameColumn(glance, full, user);
  const id = idColumn(glance, user, full);
  const complete = (...names: readonly (string | undefined)[]): boolean =>
    names.every((each) => each === undefined || columns.get(each)?.filled === rows);
  const onceEach = name === undefined && user !== undefined && isUnique(columns.get(user)!);
  const isUsers =
    id !== undefined &&
    name === undefined &&
    (isUserFile(group.stem) || (onceEach && (time === undefined || user === 'email' || !columns.has('id'))));
  if (isUsers) return { kind: 'users', id, complete: complete(id) };
  if (user !== undefined && time !== undefined) {
    return {
      kind: 'events',
      user,
      time,
      ...(name === undefined ? {} : { name }),
      complete: complete(user, time, name),
    };
  }
  return { kind: 'none', reason: reasonOf(glance, user) };
}

function reasonOf(glance: Glance, user: string | undefined): string {
  if (user === undefined) return 'no column of it names a user; join it with a file that has one';
  const epoch = [...glance.columns.values()].find(({ name, isNumber }) => isTimeName(name) && isNumber);
  return epoch === undefined
    ? 'it has no column that says when something happened, and its users repeat'
    : `“${epoch.name}” is a number; times are written in ISO 8601, like 2026-01-31T18:00:00Z`;
}

type IsFull = (profile: ColumnProfile | undefined) => profile is ColumnProfile;

function userColumn({ columns }: Glance, topics: ReadonlySet<string>, full: IsFull): string | undefined {
  const wanted = [...USER_NAMES, ...[...topics].flatMap((topic) => [`${topic}_id`, topic])];
  return firstNamed(columns, wanted, (profile) => full(profile) && !profile.isDatetime);
}

/** Of a file of users: the column that names them, and is different in each row. */
function idColumn({ columns, group }: Glance, user: string | undefined, full: IsFull): string | undefined {
  const topic = singular(fileTopic(group.stem));
  const unique = (profile: ColumnProfile): boolean => full(profile) && isUnique(profile);
  if (user !== undefined && user !== 'email' && unique(columns.get(user)!)) return user;
  return firstNamed(columns, [`${topic}_id`, 'id', topic, 'key', 'email'], unique);
}

const isUnique = ({ filled, values, crowded }: ColumnProfile): boolean => crowded || values.size >= filled * 0.95;

function timeColumn({ columns }: Glance, full: IsFull): string | undefined {
  const fits = (profile: ColumnProfile): boolean => full(profile) && profile.isDatetime;
  const named = firstNamed(columns, TIME_NAMES, fits);
  if (named !== undefined) return named;
  const candidates = [...columns.values()].filter(fits);
  return (candidates.find(({ name }) => isTimeName(name)) ?? (candidates.length === 1 ? candidates[0] : undefined))
    ?.name;
}

const isTimeName = (name: string): boolean =>
  (TIME_NAMES as readonly string[]).includes(plainName(name)) || TIME_ENDING.test(plainName(name));

/** Names of events are few and come again. */
function nameColumn({ columns, rows }: Glance, full: IsFull, user: string | undefined): string | undefined {
  const most = Math.min(300, Math.max(20, rows / 4));
  return firstNamed(
    columns,
    EVENT_NAMES,
    (profile) =>
      full(profile) &&
      profile.name !== user &&
      !profile.crowded &&
      profile.values.size <= most &&
      profile.longest <= 100 &&
      profile.type().type === 'string',
  );
}

/** The column with the first of these names that is fit. */
function firstNamed(
  columns: ReadonlyMap<string, ColumnProfile>,
  names: readonly string[],
  fits: (profile: ColumnProfile) => boolean,
): string | undefined {
  for (const name of names) {
    for (const profile of columns.values()) if (plainName(profile.name) === name && fits(profile)) return profile.name;
  }
  return undefined;
}
