import { useMemo, useState } from 'react';
import {
  Autocomplete,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Text,
  TextField,
} from 'react-aria-components';
import type { BuilderOption, BuilderValue } from '../../../../server/src/protocol/index.ts';
import { Bar, classes, count, Icon, type IconName, selectAll } from '../../ui/index.ts';
import { type OptionSource, useOptions } from './use-options.ts';

export interface PickerProps {
  /** What is picked: “Event”. */
  readonly label: string;
  readonly placeholder?: string;
  readonly source: OptionSource;
  readonly onPick: (option: BuilderOption) => void;
  /** Those that are picked already: shown with a check. */
  readonly chosen?: readonly BuilderValue[];
  /** What stands there now: it can be edited as text. */
  readonly initial?: string;
  /** Makes a value of what is typed, where values may be others than those that are offered. */
  readonly own?: (text: string) => BuilderValue | undefined;
}

/** A list to search, with what is most likely first. Arrow keys move in it while the field has the focus. */
export function Picker(props: PickerProps) {
  const { label, placeholder, source, onPick, chosen = [], initial = '', own } = props;
  const [text, setText] = useState(initial);
  const [typed, setTyped] = useState(false);
  const { options, busy } = useOptions(source, typed ? text : '');
  const sections = useMemo(() => group(options), [options]);
  const most = Math.max(0, ...options.map(({ users }) => users ?? 0));
  const ownValue = typed && own ? own(text) : undefined;
  const isNew = ownValue !== undefined && !options.some(({ value }) => value === ownValue);
  const take = (key: string) => {
    if (key === OWN && ownValue !== undefined) {
      onPick({ value: ownValue, label: String(ownValue), kind: 'value', deprecated: false, uses: 0 });
    } else {
      const option = options[Number(key)];
      if (option) onPick(option);
    }
  };
  return (
    <Autocomplete
      inputValue={text}
      onInputChange={(next) => {
        setText(next);
        setTyped(true);
      }}
    >
      <TextField aria-label={placeholder ?? `Search ${lower(label)}`} autoFocus className="picker-search">
        <Icon name="search" />
        <Input
          // It moves about in the list below while it keeps the focus.
          role="combobox"
          aria-expanded
          placeholder={placeholder ?? (own ? `Type or pick ${lower(label)}` : `Search ${lower(label)}`)}
          onFocus={selectAll}
        />
      </TextField>
      <ListBox
        aria-label={label}
        className="picker-list"
        selectionMode="none"
        onAction={(key) => take(String(key))}
        renderEmptyState={() => <p className="picker-empty">{busy ? 'Looking…' : 'Nothing is found.'}</p>}
      >
        {sections.map(({ title, items }) => (
          <ListBoxSection key={title} id={title} className="picker-section">
            {title && <Header>{title}</Header>}
            {items.map(({ option, index }) => (
              <Option
                key={index}
                id={String(index)}
                option={option}
                most={most}
                chosen={chosen.includes(option.value)}
              />
            ))}
          </ListBoxSection>
        ))}
        {isNew && (
          <ListBoxItem id={OWN} textValue={text} className="option">
            <Icon name="edit" />
            <Text slot="label">Use “{text.trim()}”</Text>
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  );
}

/** The row for what is typed itself. */
const OWN = 'own';

function Option(props: {
  readonly id: string;
  readonly option: BuilderOption;
  readonly most: number;
  readonly chosen: boolean;
}) {
  const { option, most, chosen } = props;
  const { label, detail, doc, deprecated, users } = option;
  return (
    <ListBoxItem id={props.id} textValue={label} className={classes('option', deprecated && 'deprecated')}>
      <Icon name={chosen ? 'check' : ICONS[option.kind]} />
      <Text slot="label" className="option-words">
        <span className="option-label">{label}</span>
        {detail && <span className="option-detail">{detail}</span>}
        {users !== undefined && (
          <span className="option-users">
            <Bar part={users} whole={most} />
            {count(users)} users
          </span>
        )}
        {doc && <span className="option-doc">{plain(doc)}</span>}
        {chosen && <span className="visually-hidden">, chosen</span>}
      </Text>
    </ListBoxItem>
  );
}

export const ICONS: Readonly<Record<BuilderOption['kind'], IconName>> = {
  rule: 'add',
  event: 'symbol-event',
  property: 'symbol-property',
  segment: 'organization',
  channel: 'broadcast',
  'list-file': 'list-unordered',
  value: 'symbol-constant',
  time: 'calendar',
  text: 'symbol-string',
  key: 'symbol-key',
  operator: 'symbol-operator',
};

interface Section {
  readonly title: string;
  readonly items: readonly { readonly option: BuilderOption; readonly index: number }[];
}

/** How many of the most used come first, where the list is long. */
const FREQUENT = 5;

/** What the project's segments use most comes first, then what a card can be about at all, when there is much to pick from. */
function group(options: readonly BuilderOption[]): readonly Section[] {
  const all = options.map((option, index) => ({ option, index }));
  if (all.length <= FREQUENT * 2) return all.length ? [{ title: '', items: all }] : [];
  const used = all
    .filter(({ option }) => option.uses > 0)
    .sort((a, b) => b.option.uses - a.option.uses)
    .slice(0, FREQUENT);
  const kinds = all.filter(({ option }) => option.kind === 'rule');
  const rest = all.filter((item) => !used.includes(item) && !kinds.includes(item));
  const sections = [
    { title: 'Most used in this project', items: used },
    { title: 'Kinds', items: kinds },
    { title: 'All', items: rest },
  ].filter(({ items }) => items.length > 0);
  const [only] = sections;
  return sections.length === 1 && only ? [{ ...only, title: '' }] : sections;
}

/** The first sentence of a short markdown text, without its marks. */
export function plain(markdown: string): string {
  const text = markdown.replace(/```[\s\S]*?```/g, '').replace(/[`*]/g, '');
  return text.split('\n').find((line) => line.trim()) ?? '';
}

const lower = (label: string) => label.charAt(0).toLowerCase() + label.slice(1);
