import { describeRule, everyRule } from '../language/index.ts';
import type { Property } from '../language/schema/model.ts';
import { counted, countText, shareText } from './count-words.ts';
import { eventNumbers, propertyNumbers } from './describe-data.ts';
import { escapeMarkdown } from './describe-names.ts';
import type { FeatureContext, FeatureDocument } from './feature.ts';
import type { Word } from './locate.ts';
import { propertyOf } from './place/properties.ts';
import { targetsAt } from './targets.ts';

/** What the data says of the word under the pointer, as markdown; undefined where it says nothing. */
export async function hoverNumbers(
  word: Word,
  offset: number,
  document: FeatureDocument,
  context: FeatureContext,
): Promise<string | undefined> {
  if (word.as === 'key') {
    const ofRule = await ruleNumbers(word.range.start, document, context);
    if (ofRule !== undefined) return ofRule;
  }
  if (word.as === 'value' && word.expect?.kind === 'operand') {
    const { owner, property: name } = word.expect;
    const property = propertyOf(document.snapshot.schema, owner, name);
    return property && valueNumbers(property, word, document, context);
  }
  const [target] = targetsAt(document, offset)?.targets ?? [];
  const { snapshot, uri } = document;
  if (target?.kind === 'event') return eventNumbers(target.name, uri, snapshot, context);
  if (target?.kind !== 'property') return undefined;
  const { users, events } = snapshot.schema;
  const properties = target.event === undefined ? users : events.get(target.event)?.properties;
  const property = properties?.get(target.name);
  return property && propertyNumbers(property, uri, context);
}

/** A rule in words with its numbers, on the key that says what it is. */
async function ruleNumbers(
  keyStart: number,
  document: FeatureDocument,
  context: FeatureContext,
): Promise<string | undefined> {
  const reading = document.kind === 'segment' ? document.snapshot.reading(document.uri) : undefined;
  const rule = [...everyRule(reading?.segment?.where ?? [])].find(({ keyRange }) => keyRange.start === keyStart);
  if (!rule) return undefined;
  const sentence = escapeMarkdown(describeRule(rule, document.snapshot.schema));
  const numbers = await context.data.numbers(document.uri);
  if (numbers.state !== 'counted' || numbers.reading !== reading) return sentence;
  const own = numbers.rules.find((numbered) => numbered.rule.keyRange.start === keyStart);
  if (!own) return sentence;
  const { alone, remaining } = own;
  return `${sentence}: **${counted(alone, 'user')}** (${shareText(alone, numbers.of)}), ${countText(remaining)} left after it.`;
}

/** How many have a value; nothing of personal and sensitive properties. */
function valueNumbers(
  property: Property,
  { text, node }: Extract<Word, { as: 'value' }>,
  { uri }: FeatureDocument,
  { data }: FeatureContext,
): string | undefined {
  const profile = data.of(uri)?.property(property);
  if (!profile || profile.distinct === 0) return undefined;
  const seen = profile.values.find(({ value }) => String(value) === text);
  if (seen) {
    const share = shareText(seen.count, profile.of);
    return `**${counted(seen.users, 'user')}** have it (${share} of ${property.event === undefined ? 'all' : 'these events'}).`;
  }
  const isExact = property.type === 'string' || property.type === 'version' || property.type.startsWith('list');
  // A hint at the same place says so already.
  if (data.hints(uri).some(({ code, range }) => code === 'unseen-value' && range.start === node.range.start))
    return undefined;
  return isExact && profile.distinct <= profile.values.length ? 'It never occurs in the data.' : undefined;
}
