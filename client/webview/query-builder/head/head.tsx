import type { BuilderField, BuilderKey } from '../../../../server/src/protocol/index.ts';
import { AddKey } from '../cards/add-key.tsx';
import { useParts } from '../cards/parts.ts';
import { FieldProblems } from '../cards/problems.tsx';
import { TextArea } from '../controls/text-area.tsx';
import { useBuilder } from '../state/context.tsx';
import { Totals } from './totals.tsx';

interface Props {
  readonly segment: string;
  readonly fields: readonly BuilderField[];
  readonly addable: readonly BuilderKey[];
  readonly disabled: boolean;
}

/** What the segment is called and is for, to be changed where it stands, and how many users it holds. */
export function Head({ segment, fields, addable, disabled }: Props) {
  const { Field } = useParts();
  const of = (key: string) => fields.find((field) => field.key === key);
  const rest = fields.filter(({ key }) => !WRITTEN.includes(key));
  const others = addable.filter(({ key }) => !WRITTEN.includes(key));
  return (
    <header className="head">
      <div className="head-title">
        <h1 className="visually-hidden">{asText(of('name')) || segment}</h1>
        <HeadText fieldKey="name" field={of('name')} placeholder="Name of the segment" disabled={disabled} />
        <Totals />
      </div>
      <HeadText fieldKey="description" field={of('description')} placeholder="What it is for" disabled={disabled} />
      <div className="facts">
        {rest.map((field) => (
          <span className="entry" key={field.key}>
            <span className="word">{field.title}</span>
            <Field field={field} disabled={disabled} />
          </span>
        ))}
        {!disabled && <AddKey at={[]} keys={others} label="add to the segment" words={wordsOf(others)} />}
      </div>
      {fields.map((field) => (
        <FieldProblems key={field.key} field={field} />
      ))}
    </header>
  );
}

/** They are always there to be written, also while the file does not have them. The prompt is what a model was asked. */
const WRITTEN: readonly string[] = ['name', 'description', 'prompt'];

function HeadText(props: {
  readonly fieldKey: 'name' | 'description';
  readonly field: BuilderField | undefined;
  readonly placeholder: string;
  readonly disabled: boolean;
}) {
  const { fieldKey, field, placeholder, disabled } = props;
  const builder = useBuilder();
  const at = [fieldKey];
  const shared = { label: field?.title ?? placeholder, value: asText(field), placeholder, disabled };
  const commit = (text: string) => {
    const isGone = text.trim() === '' && field && !field.required;
    return builder.edit(isGone ? { type: 'unset', at } : { type: 'set', at, value: text.trim() });
  };
  return fieldKey === 'name' ? (
    <TextArea {...shared} className="name" oneLine onCommit={(text) => (text.trim() ? commit(text) : undefined)} />
  ) : (
    <TextArea {...shared} onCommit={commit} />
  );
}

/** “owner, tags”: what can still be said of the segment. */
function wordsOf(keys: readonly BuilderKey[]): string {
  return keys.map(({ title }) => title.toLowerCase()).join(', ');
}

function asText(field: BuilderField | undefined): string {
  return typeof field?.value === 'string' || typeof field?.value === 'number' ? String(field.value) : '';
}
