import { StoreError } from '../../ports.ts';
import { InstantReader } from '../instants.ts';
import { ColumnProfile } from './column-profile.ts';
import { type FileGroup, groupFiles, sampleRows } from './data-sample.ts';
import { guessProperty, type PropertyGuess } from './property-guess.ts';
import { type Glance, type Role, roleOf } from './source-roles.ts';
import { typeInEvent } from './type-tally.ts';
import { eventTitle, fileTopic, isUserFile, singular } from './words.ts';

/** All that was learned from data files. */
export interface ProjectGuess {
  readonly userSources: readonly {
    readonly group: FileGroup;
    readonly id: string;
    readonly rows: number;
    readonly complete: boolean;
  }[];
  readonly eventSources: readonly {
    readonly group: FileGroup;
    readonly user: string;
    readonly time: string;
    readonly name?: string;
    readonly event?: string;
    readonly rows: number;
    /** All rows were looked at. */
    readonly complete: boolean;
  }[];
  readonly users: readonly PropertyGuess[];
  /** The most frequent first. */
  readonly events: readonly {
    readonly name: string;
    readonly rows: number;
    readonly properties: readonly PropertyGuess[];
  }[];
  readonly leftOut: readonly { readonly path: string; readonly reason: string }[];
  /** Some rows lack an id, a name or a time. */
  readonly badRows: boolean;
  readonly latestEvent?: number;
  /** Every row of every file was looked at. */
  readonly complete: boolean;
}

/** Enough to tell what a file is. */
const GLANCE_ROWS = 5000;
/** Enough to see nearly every value of a closed set. */
const PROFILE_ROWS = 200_000;
const MOST_IDS = 500_000;

interface RowsOf {
  rows: number;
  readonly columns: Map<string, ColumnProfile>;
}

export async function guessProject(
  root: string,
  files: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ProjectGuess> {
  const options = signal === undefined ? {} : { signal };
  const groups = await groupFiles(root, files);
  if (groups.length === 0) throw new StoreError('No data files are named.');
  const glances: Glance[] = [];
  for (const group of groups) {
    const columns = new Map<string, ColumnProfile>();
    const { rows } = await sampleRows(group, (row) => addRow(columns, row), { rows: GLANCE_ROWS, ...options });
    glances.push({ group, rows, columns });
  }
  const topics = new Set(groups.filter(({ stem }) => isUserFile(stem)).map(({ stem }) => singular(fileTopic(stem))));
  const leftOut: { path: string; reason: string }[] = [];
  const userSources: ProjectGuess['userSources'][number][] = [];
  const eventSources: ProjectGuess['eventSources'][number][] = [];
  const users: RowsOf = { rows: 0, columns: new Map() };
  const events = new Map<string, RowsOf>();
  const overall = new Map<string, ColumnProfile>();
  const instants = new InstantReader('UTC');
  const ids = new Set<string>();
  let latestEvent: number | undefined;
  let badRows = false;

  const profileUsers = async (group: FileGroup, role: Role & { kind: 'users' }): Promise<void> => {
    const columns = new Map<string, ColumnProfile>();
    let known = 0;
    const sampled = await sampleRows(
      group,
      (row) => {
        const id = String(row.find(([column]) => column === role.id)?.[1]);
        if (ids.has(id)) known++;
        else if (ids.size < MOST_IDS) ids.add(id);
        addRow(userSources.length === 0 ? users.columns : columns, row, [role.id]);
      },
      { rows: PROFILE_ROWS, ...options },
    );
    if (userSources.length > 0 && known > sampled.rows / 2) {
      const reason = `its users stand in ${userSources[0]!.group.path} already, and a user's last row replaces the others; join the two`;
      leftOut.push({ path: group.path, reason });
      return;
    }
    for (const [name, profile] of columns) if (!users.columns.has(name)) users.columns.set(name, profile);
    users.rows += sampled.rows;
    userSources.push({ group, id: role.id, rows: sampled.rows, complete: sampled.complete });
    if (!role.complete) badRows = true;
  };

  const profileEvents = async (group: FileGroup, role: Role & { kind: 'events' }): Promise<void> => {
    const { user, time, name } = role;
    const event = name === undefined ? freeTitle(eventTitle(group.stem), events) : undefined;
    const roles = [user, time, ...(name === undefined ? [] : [name])];
    const sampled = await sampleRows(
      group,
      (row) => {
        const called = event ?? row.find(([column]) => column === name)?.[1];
        const at = row.find(([column]) => column === time)?.[1];
        if (called === undefined || at === undefined || !row.some(([column]) => column === user)) return;
        const instant = at instanceof Date ? at.getTime() : typeof at === 'string' ? instants.instant(at) : undefined;
        if (instant === undefined) {
          badRows = true;
          return;
        }
        if (latestEvent === undefined || instant > latestEvent) latestEvent = instant;
        let known = events.get(String(called));
        if (known === undefined) {
          known = { rows: 0, columns: new Map() };
          events.set(String(called), known);
        }
        known.rows++;
        addRow(known.columns, row, roles);
        addRow(overall, row, roles);
      },
      { rows: PROFILE_ROWS, ...options },
    );
    eventSources.push({
      group,
      user,
      time,
      ...(name === undefined ? {} : { name }),
      ...(event === undefined ? {} : { event }),
      rows: sampled.rows,
      complete: sampled.complete,
    });
    if (!role.complete) badRows = true;
  };

  for (const glance of glances) {
    const role = roleOf(glance, topics);
    if (role.kind === 'users') await profileUsers(glance.group, role);
    else if (role.kind === 'events') await profileEvents(glance.group, role);
    else leftOut.push({ path: glance.group.path, reason: role.reason });
  }
  if (userSources.length + eventSources.length === 0) throw nothingFound(leftOut);
  return {
    userSources,
    eventSources,
    users: [...users.columns.values()].map((profile) => guessProperty(profile, 'user')),
    events: [...events]
      .filter(([name]) => name.trim() !== '')
      .sort(([a, m], [b, n]) => n.rows - m.rows || (a < b ? -1 : 1))
      .map(([name, { rows, columns }]) => ({
        name,
        rows,
        properties: [...columns.values()].map((profile) => eventProperty(profile, overall.get(profile.name)!)),
      })),
    leftOut,
    badRows,
    ...(latestEvent === undefined ? {} : { latestEvent }),
    complete: [...userSources, ...eventSources].every(({ complete }) => complete),
  };
}

function eventProperty(profile: ColumnProfile, overall: ColumnProfile): PropertyGuess {
  return guessProperty(profile, 'event', typeInEvent(profile, overall));
}

function addRow(
  columns: Map<string, ColumnProfile>,
  row: readonly (readonly [string, unknown])[],
  but: readonly string[] = [],
): void {
  for (const [name, value] of row) {
    // A name of spaces can't be written in a rule.
    if (but.includes(name) || name.trim() === '') continue;
    let profile = columns.get(name);
    if (profile === undefined) {
      profile = new ColumnProfile(name);
      columns.set(name, profile);
    }
    profile.add(value);
  }
}

function freeTitle(title: string, taken: ReadonlyMap<string, unknown>): string {
  let free = title;
  for (let n = 2; taken.has(free); n++) free = `${title} ${n}`;
  return free;
}

function nothingFound(leftOut: readonly { readonly path: string; readonly reason: string }[]): StoreError {
  const reasons = leftOut.map(({ path, reason }) => `${path}: ${reason}`).join('; ');
  return new StoreError(
    `No users and no events were found (${reasons}). A file of events has columns for the user, the time and, unless all are the same, the event's name; a file of users has one for the id.`,
  );
}
