import { useEffect, useState } from 'react';
import type { PropertyChoice, UsersAnswer, UsersOptions } from '../../../../server/src/protocol/index.ts';
import { announce, Button, count, IconButton, Menu, MenuItem, SearchField } from '../../ui/index.ts';
import { Answered } from '../answered.tsx';
import { delimited } from '../charts/table.ts';
import { useChoice } from '../choices.ts';
import { useHost } from '../host.ts';
import { usePanel } from '../panel-state.ts';
import { useSection } from '../use-section.ts';
import { UserTable } from '../user-table.tsx';
import type { Section, SectionProps } from './section.ts';

/** Who they are: a page of users at a time, with the columns that a person wants. */
export const users: Section = {
  id: 'users',
  title: 'Users',
  about: 'Who is in the segment, with the properties that you choose',
  isCollapsedAtFirst: false,
  Body: (props) => (props.numbers.users.total === 0 ? <Nobody /> : <Users {...props} />),
};

function Nobody() {
  return <p className="muted">Nobody is in this segment.</p>;
}

/** Rows of a page, when the first numbers do not tell how many are wanted. */
const PAGE = 10;
/** Typing pauses so long before the search begins, in milliseconds. */
const PAUSE = 250;

function Users(props: SectionProps) {
  const { numbers } = props;
  const { isRevealed } = usePanel();
  const { sample, users: size } = numbers;
  // As many as the settings say: the first numbers bring so many, unless there are fewer.
  const page = sample.length > 0 && sample.length < size.total ? sample.length : PAGE;
  const [chosen, choose] = useChoice('users');
  const columns = readColumns(chosen);
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim(), PAUSE);
  /** The cursors of the pages before this one and of this one; none at the first. */
  const [pages, setPages] = useState<readonly string[]>([]);
  const after = pages.at(-1);
  const options: UsersOptions = {
    size: page,
    ...(columns && { columns }),
    ...(search && { search }),
    ...(after !== undefined && { after }),
  };
  const asked = useSection('users', options, props, undefined, isRevealed);
  // Pages of another count or search are other pages.
  const list = `${props.basis ?? 'stale'} ${search}`;
  useEffect(() => {
    if (list) setPages([]);
  }, [list]);

  const { answer } = asked;
  const isFirst = sample.length > 0 && answer === undefined && !search && !isRevealed;
  return (
    <>
      <div className="user-tools">
        <SearchField
          label="Search users"
          hideLabel
          placeholder="Search by id or property"
          value={typed}
          onChange={setTyped}
          className="user-search"
        />
        <Tools answer={answer} columns={columns} onColumns={(names) => choose(JSON.stringify(names))} />
      </div>
      {isFirst ? (
        <UserTable
          name="Table of users"
          columns={numbers.columns}
          rows={sample.slice(0, page)}
          timezone={numbers.timezone}
        />
      ) : (
        <Answered asked={asked} onReset={columns && (() => choose(undefined))}>
          {(rows) => (
            <Page
              page={rows}
              search={search}
              timezone={numbers.timezone}
              first={pages.length * page}
              onNext={(cursor) => setPages([...pages, cursor])}
              onBefore={() => setPages(pages.slice(0, -1))}
            />
          )}
        </Answered>
      )}
    </>
  );
}

interface PageProps {
  readonly page: UsersAnswer;
  readonly search: string;
  readonly timezone: string;
  /** The place of the first row, from 0. */
  readonly first: number;
  readonly onNext: (cursor: string) => void;
  readonly onBefore: () => void;
}

function Page({ page, search, timezone, first, onNext, onBefore }: PageProps) {
  const { columns, rows, found, total, next } = page;
  const isMasked = columns.some(({ masked }) => masked);
  if (rows.length === 0) {
    return (
      <p className="muted">
        No user’s id begins with “{search}”, and no property that is not personal contains it. Search for something
        else.
      </p>
    );
  }
  const range = `${count(first + 1)}–${count(first + rows.length)} of ${count(found)}`;
  return (
    <>
      <UserTable name="Table of users" columns={columns} rows={rows} timezone={timezone} />
      <div className="pager">
        <span className="muted" role="status">
          {range}
          {found < total && ` found among ${count(total)}`}
          {isMasked && ', personal data masked'}
        </span>
        <IconButton icon="arrow-left" label="Page before" isDisabled={first === 0} onPress={onBefore} />
        <IconButton
          icon="arrow-right"
          label="Next page"
          isDisabled={next === null}
          onPress={() => next && onNext(next)}
        />
      </div>
    </>
  );
}

interface ToolsProps {
  readonly answer: UsersAnswer | undefined;
  readonly columns: readonly string[] | undefined;
  readonly onColumns: (columns: readonly string[]) => void;
}

function Tools({ answer, columns, onColumns }: ToolsProps) {
  const send = useHost();
  const { isRevealed } = usePanel();
  const shown = columns ?? answer?.columns.map(({ name }) => name) ?? [];
  const choices = answer?.choices ?? [];
  const hasPersonal = choices.some(({ personal }) => personal);
  const copy = (how: 'tsv' | 'json') => {
    if (!answer) return;
    send({ type: 'copy', text: how === 'tsv' ? toTsv(answer) : toJson(answer) });
    announce(`${count(answer.rows.length)} users are on the clipboard.`);
  };
  return (
    <div className="user-buttons">
      <Menu
        aria-label="Columns"
        selectionMode="multiple"
        selectedKeys={shown}
        onSelectionChange={(keys) => onColumns(inOrder(choices, keys === 'all' ? new Set() : keys))}
        trigger={
          <Button kind="tool" icon="table" isDisabled={choices.length === 0}>
            Columns
          </Button>
        }
      >
        {choices.map(({ name, personal, unavailable }) => (
          <MenuItem key={name} id={name} isDisabled={unavailable !== undefined}>
            {personal ? `${name} (personal)` : name}
          </MenuItem>
        ))}
      </Menu>
      {hasPersonal && (
        <Button
          kind="tool"
          icon={isRevealed ? 'eye-closed' : 'eye'}
          onPress={() => send({ type: 'personal', reveal: !isRevealed })}
        >
          {isRevealed ? 'Mask' : 'Reveal…'}
        </Button>
      )}
      <Menu
        aria-label="Copy this page"
        onAction={(key) => copy(key === 'tsv' ? 'tsv' : 'json')}
        trigger={
          <Button kind="tool" icon="copy" isDisabled={!answer}>
            Copy
          </Button>
        }
      >
        <MenuItem id="tsv">As table (TSV)</MenuItem>
        <MenuItem id="json">As JSON</MenuItem>
      </Menu>
      <Menu
        aria-label="Export all users"
        onAction={(format) => send({ type: 'export', format: format === 'csv' ? 'csv' : 'ndjson', columns: shown })}
        trigger={
          <Button kind="tool" icon="export" isDisabled={!answer}>
            Export
          </Button>
        }
      >
        <MenuItem id="csv">All users with these columns as CSV…</MenuItem>
        <MenuItem id="ndjson">All users with these columns as NDJSON…</MenuItem>
      </Menu>
    </div>
  );
}

function inOrder(choices: readonly PropertyChoice[], keys: ReadonlySet<unknown>): readonly string[] {
  return choices.map(({ name }) => name).filter((name) => keys.has(name));
}

function toTsv({ columns, rows }: UsersAnswer): string {
  return delimited(
    [['user', ...columns.map(({ name }) => name)], ...rows.map(({ id, cells }) => [id, ...cells])],
    '\t',
  );
}

function toJson({ columns, rows }: UsersAnswer): string {
  const users = rows.map(({ id, cells }) => ({
    user: id,
    ...Object.fromEntries(columns.map(({ name }, index) => [name, cells[index] ?? null])),
  }));
  return `${JSON.stringify(users, null, 2)}\n`;
}

function readColumns(kept: string | undefined): readonly string[] | undefined {
  if (kept === undefined) return undefined;
  const names: unknown = JSON.parse(kept);
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : undefined;
}

/** The value once it stayed the same for a while. */
function useSettled(value: string, pause: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
