import type { BuilderField, BuilderProblem } from '../../../../server/src/protocol/index.ts';
import { Button, Icon } from '../../ui/index.ts';
import { useBuilder } from '../state/context.tsx';

/** What is wrong with a field and with the entries of its map. Cards in it show their own. */
export function FieldProblems({ field }: { readonly field: BuilderField }) {
  return <Problems problems={problemsIn(field)} />;
}

const problemsIn = ({ problems, fields = [] }: BuilderField): readonly BuilderProblem[] => [
  ...problems,
  ...fields.flatMap(problemsIn),
];

/** What is wrong, with its quick fixes. */
export function Problems({ problems }: { readonly problems: readonly BuilderProblem[] }) {
  const builder = useBuilder();
  if (!problems.length) return null;
  return (
    <ul className="problems" aria-label="Problems">
      {problems.map(({ code, severity, message, fixes }) => (
        <li key={`${code} ${message}`} className={`problem ${severity}`}>
          <Icon name={severity === 'error' ? 'error' : severity === 'warning' ? 'warning' : 'info'} />
          <span className="visually-hidden">{severity}: </span>
          <span className="problem-message">{message}</span>
          {fixes.map(({ id, title }) => (
            <Button key={id} kind="link" onPress={() => void builder.edit({ type: 'fix', fix: id })}>
              {title}
            </Button>
          ))}
        </li>
      ))}
    </ul>
  );
}
