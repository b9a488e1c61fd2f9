/** What a field's input says about how it is shown: its choices, where options come from, what else it takes. */
import type {
  BuilderChoice,
  BuilderField,
  BuilderInput,
  BuilderOption,
  BuilderValue,
} from '../../../../server/src/protocol/index.ts';
import { readNumber } from '../controls/number-input.tsx';
import type { OptionSource } from '../controls/use-options.ts';
import { sayValue } from '../words/values.ts';

type Numeric = Extract<BuilderInput, { type: 'number' | 'value' }>;

export function isNumeric(input: BuilderInput): input is Numeric {
  return input.type === 'number' || (input.type === 'value' && /\bnumber\b/.test(input.of) && !input.choices);
}

export function choicesOf(input: BuilderInput): readonly BuilderChoice[] {
  if (input.type === 'choice') return input.choices;
  return input.type === 'value' ? (input.choices ?? []) : [];
}

/** Where a field's options come from: those of a few choices are all here. */
export function sourceOf(field: BuilderField, input: BuilderInput): OptionSource {
  if (input.type === 'choice') return { from: 'given', options: input.choices.map(asOption) };
  const at = { field: field.path };
  return input.type === 'value' && !input.personal
    ? { from: 'project', at, data: field.path }
    : { from: 'project', at };
}

function asOption({ value, label }: BuilderChoice): BuilderOption {
  return { value, label, kind: 'value', deprecated: false, uses: 0 };
}

/** Values beside those that are offered: text of the person's own. */
export function ownOf(input: BuilderInput, value: BuilderValue) {
  const isFree = input.type === 'text' || input.type === 'list-file' || (input.type === 'value' && !input.choices);
  if (!isFree) return {};
  const own = (text: string): BuilderValue | undefined =>
    isNumeric(input) ? readNumber(text) : text.trim() || undefined;
  return { own, initial: sayValue(value) ?? '' };
}

/** What a field asks for, as a noun: “Event”, where its key is a word of the sentence (“did”). */
export function nounOf({ title, input }: BuilderField): string {
  const name = NAMES[input.type];
  return name ? name.replace(/^an? (.)/, (_, letter: string) => letter.toUpperCase()) : title;
}

/** What the search for a value says where its key is a condition: “Search is” would say nothing. */
export function searchOf({ role }: BuilderField, input: BuilderInput) {
  if (role !== 'operator') return {};
  return { placeholder: 'own' in ownOf(input, null) ? 'Type or pick a value' : 'Search values' };
}

export function placeholderOf(input: BuilderInput): string {
  return input.type === 'value' || input.type === 'text' || input.type === 'choice'
    ? 'value'
    : `choose ${NAMES[input.type] ?? 'a value'}`;
}

const NAMES: Readonly<Record<string, string>> = {
  event: 'an event',
  property: 'a property',
  segment: 'a segment',
  channel: 'a channel',
  'list-file': 'a list',
};
