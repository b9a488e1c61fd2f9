/** What the data holds of a name, as markdown for hovers and the documentation of completions. */
import { instantOf, type PropertyProfile } from '../insights/index.ts';
import type { Property } from '../language/schema/model.ts';
import { nameKey, type ProjectSnapshot } from '../project/index.ts';
import { agoText, counted, countText, dayText, shareText } from './count-words.ts';
import { code } from './describe-names.ts';
import type { FeatureContext } from './feature.ts';

/** So many values are named. */
const VALUES = 5;

/** So long a person who looks at something waits for its numbers, in milliseconds. */
const PATIENCE = 1_000;

/** How often an event happened, to how many, since when and when last; how many segments speak of it. */
export async function eventNumbers(
  name: string,
  uri: string,
  snapshot: ProjectSnapshot,
  context: FeatureContext,
): Promise<string | undefined> {
  const data = context.data.of(uri);
  const used = useOf(nameKey('event', name), uri, context);
  if (!data) return used;
  if (data.rows(name) === 0) return joined('In the data it never happened.', used);
  const profile = await patient(data.findEvent(name), context);
  const { timezone } = snapshot.schema;
  if (profile?.first === undefined || profile.last === undefined)
    return joined(counted(data.rows(name), 'event'), used);
  const share = shareText(profile.users, data.users);
  const ago = agoText(profile.last, instantOf(snapshot, data.moment) ?? context.now, timezone);
  return joined(
    `**${counted(profile.rows, 'event')}** of ${counted(profile.users, 'user')} (${share}), ` +
      `from ${dayText(profile.first, timezone)} to ${dayText(profile.last, timezone)}, last ${ago}.`,
    used,
  );
}

/** How full a property is and what it holds most; nothing of the values where they are personal or sensitive. */
export async function propertyNumbers(
  property: Property,
  uri: string,
  context: FeatureContext,
): Promise<string | undefined> {
  const data = context.data.of(uri);
  const used = useOf(nameKey('property', property.name, property.event), uri, context);
  const profile = data && (await patient(data.findProperty(property), context));
  if (!profile) return used;
  const of = property.event === undefined ? counted(profile.of, 'user') : counted(profile.of, 'event');
  const filled = `**${shareText(profile.present, profile.of)}** of ${of} have it.`;
  return joined(filled, spreadText(profile), topValues(profile, property), used);
}

/** `Most frequent: Mumbai (1,204), Pune (803), … (42 values)`. */
function topValues({ values, distinct, spread }: PropertyProfile, { labels }: Property): string | undefined {
  if (values.length === 0 || (spread && distinct > VALUES)) return undefined;
  const shown = values.slice(0, VALUES).map(({ value, users }) => {
    const label = labels.get(String(value));
    return `\`${code(value)}\`${label === undefined ? '' : ` ${label}`} (${countText(users)})`;
  });
  const more = distinct > shown.length ? `, … (${counted(distinct, 'value')})` : '';
  return `Users by value: ${shown.join(', ')}${more}`;
}

function spreadText({ spread, distinct }: PropertyProfile): string | undefined {
  if (!spread || distinct <= VALUES) return undefined;
  const [min, lower, median, upper, max] = [
    spread.min,
    spread.lowerQuartile,
    spread.median,
    spread.upperQuartile,
    spread.max,
  ].map((value) => (typeof value === 'number' ? countText(value) : value.slice(0, 10)));
  return `From ${min} to ${max}; half lie between ${lower} and ${upper}, the median is ${median}.`;
}

function useOf(key: string, uri: string, { data }: FeatureContext): string | undefined {
  const segments = data.usage(uri).get(key) ?? 0;
  return segments === 0 ? undefined : `Used by ${counted(segments, 'segment')}.`;
}

const joined = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join('\n\n');

/** The answer, or undefined when it takes too long or nobody waits any more; it is found all the same. */
async function patient<T>(answer: Promise<T>, { signal }: FeatureContext): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    return await Promise.race([answer, over]);
  } finally {
    clearTimeout(timer);
  }
}
