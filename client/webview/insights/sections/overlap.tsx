import { useCallback, useMemo, useState } from 'react';
import type { OverlapAnswer } from '../../../../server/src/protocol/index.ts';
import { Bar, Button, ComboBox, count, IconButton, share } from '../../ui/index.ts';
import { Answered } from '../answered.tsx';
import { Chart } from '../charts/chart.tsx';
import { DataTable } from '../charts/data-table.tsx';
import type { Table } from '../charts/table.ts';
import { type Sets, upset, upsetTable } from '../charts/upset.ts';
import { useHost } from '../host.ts';
import { useSection } from '../use-section.ts';
import type { Section, SectionProps } from './section.ts';

/** How many users are in other segments too. */
export const overlap: Section = {
  id: 'overlap',
  title: 'Overlap',
  about: 'Which other segments hold the same users',
  isCollapsedAtFirst: true,
  Body: Overlaps,
};

/** So many can be compared at once. */
const MOST = 8;
const MOST_BUTTON = 'overlap-most';

function Overlaps(props: SectionProps) {
  const [chosen, setChosen] = useState<readonly string[]>();
  const asked = useSection('overlap', chosen ? { segments: chosen } : {}, props);
  return (
    <Answered asked={asked} onReset={chosen && (() => setChosen(undefined))}>
      {(answer) =>
        answer.choices.length === 0 ? (
          <p className="muted">This project has no other segment yet: create one to see how they overlap.</p>
        ) : (
          <Shown answer={answer} name={props.numbers.name} segment={props.numbers.segment} onChoose={setChosen} />
        )
      }
    </Answered>
  );
}

interface Props {
  readonly answer: OverlapAnswer;
  readonly name: string;
  readonly segment: string;
  readonly onChoose: (segments: readonly string[] | undefined) => void;
}

function Shown({ answer, name, segment, onChoose }: Props) {
  const { segments, leftOut, choices, combinations, total, lookedAt } = answer;
  const chosen = [...segments, ...leftOut].map(({ id }) => id);
  const without = (gone: string) => {
    onChoose(chosen.filter((id) => id !== gone));
    // What was pressed goes with its segment.
    document.getElementById(MOST_BUTTON)?.focus();
  };
  const sets = useMemo<Sets>(
    () => ({
      sets: [
        { id: segment, label: name, users: total },
        ...segments.map(({ id, name: label, users }) => ({ id, label, users })),
      ],
      combinations,
      of: combinations.rest.users + combinations.largest.reduce((sum, { users }) => sum + users, 0),
    }),
    [segments, combinations, total, name, segment],
  );
  const drawSets = useCallback((width: number) => upset(sets, width), [sets]);
  const free = choices.filter(({ id }) => !chosen.includes(id));
  return (
    <>
      <ul className="overlaps">
        {segments.map((other) => (
          <Other key={other.id} other={other} total={total} onRemove={() => without(other.id)} />
        ))}
      </ul>
      {leftOut.map(({ id, name: label, uri, reason }) => (
        <p key={id} className="left-out muted">
          Left out: <OpenSegment uri={uri}>{label}</OpenSegment> {reason}
          <IconButton icon="close" label={`Do not choose ${label}`} onPress={() => without(id)} />
        </p>
      ))}
      <div className="chosen">
        {chosen.length < MOST && free.length > 0 && (
          <ComboBox
            // A new one each time, so that it is empty again.
            key={chosen.join()}
            label="Add a segment"
            hideLabel
            placeholder="Add a segment…"
            options={free.map(({ id, name: label }) => ({ id, label, detail: id }))}
            onSelect={(id) => id !== null && onChoose([...chosen, id])}
          />
        )}
        <Button id={MOST_BUTTON} kind="link" onPress={() => onChoose(undefined)}>
          Those that overlap most
        </Button>
        <span className="muted">
          {count(lookedAt)} of {count(choices.length)} other segments counted
        </span>
      </div>
      {segments.length > 0 && combinations.largest.length > 0 && (
        <>
          <Chart
            name={`Segments that overlap with ${name}`}
            table={upsetTable(sets)}
            draw={drawSets}
            choices={<h3>In exactly these segments</h3>}
          />
          <h3 className="subhead">In each two segments</h3>
          <DataTable name="Users in each two segments" table={pairTable(sets, answer)} />
        </>
      )}
    </>
  );
}

interface OtherProps {
  readonly other: OverlapAnswer['segments'][number];
  readonly total: number;
  readonly onRemove: () => void;
}

function Other({ other, total, onRemove }: OtherProps) {
  const { name, uri, users, both, share: part, otherShare, jaccard } = other;
  return (
    <li className="overlap">
      <div className="channel-head">
        <OpenSegment uri={uri}>{name}</OpenSegment>
        <span className="channel-number">
          <strong>{count(both)}</strong> <span className="channel-share muted">{share(part, 1)}</span>
        </span>
        <IconButton icon="close" label={`Leave out ${name}`} onPress={onRemove} />
      </div>
      <Bar part={both} whole={total} />
      <p className="reasons">
        {share(otherShare, 1)} of its {count(users)} users · similarity {share(jaccard, 1)}
      </p>
    </li>
  );
}

function OpenSegment({ uri, children }: { readonly uri: string; readonly children: string }) {
  const send = useHost();
  return (
    <Button kind="link" onPress={() => send({ type: 'open', uri })}>
      {children}
    </Button>
  );
}

function pairTable({ sets }: Sets, { pairs }: OverlapAnswer): Table {
  return {
    columns: [{ name: 'Segment', kind: 'text' }, ...sets.map(({ label }) => ({ name: label, kind: 'count' as const }))],
    rows: sets.map(({ label }, row) => [label, ...(pairs[row] ?? [])]),
  };
}
