import { useEffect, useState } from 'react';
import type { Comparable, CompareAnswer, CompareWith } from '../../../../server/src/protocol/index.ts';
import { Button, ComboBox, DateTimeField, localTime, type Option, Segmented } from '../../ui/index.ts';
import { Answered, Waiting } from '../answered.tsx';
import { useChoice } from '../choices.ts';
import { Difference } from '../difference.tsx';
import { useHost } from '../host.ts';
import { usePanel } from '../panel-state.ts';
import { useSection } from '../use-section.ts';
import type { Section, SectionProps } from './section.ts';

/** Against another version, segment or time: who entered, left and stayed, and which rules changed. */
export const compare: Section = {
  id: 'compare',
  title: 'Compare',
  about: 'Who would enter and leave, against the last commit, a branch, another segment or another time',
  isCollapsedAtFirst: true,
  Body: Compare,
};

type Kind = CompareWith['kind'];

const KINDS = [
  { id: 'head', label: 'Last commit' },
  { id: 'revision', label: 'Branch or commit' },
  { id: 'segment', label: 'Segment' },
  { id: 'asOf', label: 'Time' },
] as const;

function Compare(props: SectionProps) {
  const send = useHost();
  const { comparable } = usePanel();
  const [last, setKind] = useChoice('compare');
  const kind = KINDS.find(({ id }) => id === last)?.id;
  const [chosen, setChosen] = useState<Readonly<Partial<Record<Kind, string>>>>({});
  const { uri, asOf, timezone } = props.numbers;
  useEffect(() => {
    if (comparable?.uri !== uri) send({ type: 'comparable' });
  }, [comparable, uri, send]);
  if (!comparable) return <Waiting />;
  const shown = kind ?? (comparable.revisions.state === 'ready' && comparable.revisions.head ? 'head' : 'segment');
  const subject = withWhat(shown, chosen[shown]);
  return (
    <>
      <div className="compare-choices">
        <Segmented label="Compare with" options={KINDS} selected={shown} onSelect={setKind} />
        <Choice
          key={shown}
          kind={shown}
          chosen={chosen[shown] ?? null}
          comparable={comparable}
          asOf={asOf}
          timezone={timezone}
          onChoose={(value) => setChosen({ ...chosen, [shown]: value })}
        />
      </div>
      {subject ? <Compared {...props} subject={subject} /> : <Hint kind={shown} comparable={comparable} />}
    </>
  );
}

function withWhat(kind: Kind, value: string | undefined): CompareWith | undefined {
  if (kind === 'head') return { kind };
  if (value === undefined) return undefined;
  if (kind === 'revision') return { kind, revision: value };
  return kind === 'segment' ? { kind, id: value } : { kind: 'asOf', asOf: value };
}

function Compared({ subject, ...props }: SectionProps & { readonly subject: CompareWith }) {
  const asked = useSection('compare', { with: subject }, props);
  const { uri, timezone } = props.numbers;
  return (
    <Answered asked={asked}>
      {(answer: CompareAnswer) => <Difference answer={answer} uri={uri} timezone={timezone} />}
    </Answered>
  );
}

interface ChoiceProps {
  readonly kind: Kind;
  readonly chosen: string | null;
  readonly comparable: Comparable;
  readonly asOf: string;
  readonly timezone: string;
  readonly onChoose: (value: string) => void;
}

function Choice({ kind, chosen, comparable, asOf, timezone, onChoose }: ChoiceProps) {
  const [time, setTime] = useState<string | null>((kind === 'asOf' && chosen) || localTime(asOf, timezone));
  const choose = (id: string | null) => id !== null && onChoose(id);
  if (kind === 'revision') {
    const options = revisions(comparable);
    if (!options.length) return null;
    return (
      <ComboBox
        label="Branch or commit"
        hideLabel
        placeholder="Branch or commit…"
        options={options}
        selected={chosen}
        onSelect={choose}
      />
    );
  }
  if (kind === 'segment') {
    const options = comparable.segments.map(({ id, name }) => ({ id, label: name, detail: id }));
    return (
      <ComboBox
        label="Segment"
        hideLabel
        placeholder="Segment…"
        options={options}
        selected={chosen}
        onSelect={choose}
      />
    );
  }
  if (kind === 'asOf') {
    return (
      <>
        <DateTimeField label={`Time, ${timezone}`} hideLabel value={time} onChange={setTime} />
        <Button isDisabled={time === null} onPress={() => choose(time)}>
          Compare
        </Button>
      </>
    );
  }
  return null;
}

function revisions({ revisions: known }: Comparable): readonly Option[] {
  if (known.state === 'none') return [];
  return [
    ...known.branches.map(({ name, commit }) => ({ id: name, label: name, detail: commit.slice(0, 7) })),
    ...known.commits.map(({ commit, subject }) => ({ id: commit, label: subject, detail: commit.slice(0, 7) })),
  ];
}

function Hint({ kind, comparable }: { readonly kind: Kind; readonly comparable: Comparable }) {
  const { revisions: known } = comparable;
  if (kind === 'revision' && known.state === 'none') return <p className="muted">{known.message}</p>;
  if (kind === 'segment' && comparable.segments.length === 0) {
    return <p className="muted">This project has no other segment yet.</p>;
  }
  const what = kind === 'revision' ? 'a branch or a commit' : kind === 'segment' ? 'a segment' : 'a time';
  return <p className="muted">Choose {what} to see who enters, leaves and stays.</p>;
}
