/** Which event shows activity, which is the purchase and what its money is, where the schema does not say. */
import type { EventType, ProjectSchema, Property, Roles } from '../../language/schema/model.ts';
import { lemmas } from './lemmas.ts';
import { nameWords } from './phrase.ts';
import type { PlainRule } from './rules.ts';
import type { Token } from './tokens.ts';

export interface SettledRoles {
  readonly schema: ProjectSchema;
  /** The roles that were inferred. */
  readonly inferred: Roles;
}

/** Verbs that show use of whatever the project is about, the plainest first. */
const ACTIVITY: readonly (readonly string[])[] = [
  ['active', 'activity', 'session'],
  ['open', 'launch', 'visit', 'login', 'signin', 'log', 'browse'],
  ['view', 'play', 'watch', 'read', 'listen', 'use'],
];
const PURCHASE: readonly (readonly string[])[] = [
  ['purchase', 'buy'],
  ['order', 'charge', 'checkout', 'transaction', 'sale'],
  ['book', 'pay', 'payment', 'subscribe'],
];
const MONEY = /^(amount|revenue|price|total|value|cost|spend|spent|paid|fare|sales?)$/;
const CURRENCY =
  /^(usd|eur|gbp|inr|jpy|cad|aud|chf|sek|nok|dkk|brl|mxn|sgd|aed|[$€£₹¥]|dollars?|euros?|pounds?|rupees?)$/i;
const SIGNUP = /^(sign(ed)? ?up|register(ed)?|registration|joined|created)( (at|on|date|time))?$/;

/** The schema with the roles that it leaves open filled in where its names allow only one. */
export function settleRoles(schema: ProjectSchema): SettledRoles {
  const { roles } = schema;
  const inferred: { -readonly [K in keyof Roles]: Roles[K] } = {};
  const activity = roles.activity ? undefined : onlyEvent(schema, ACTIVITY);
  if (activity) inferred.activity = activity.name;
  const event = roles.purchase
    ? schema.events.get(roles.purchase.event)
    : (onlyEvent(schema, PURCHASE, (each) => moneyOf(each) !== undefined) ?? onlyEvent(schema, PURCHASE));
  const value = roles.purchase?.value ? undefined : event && moneyOf(event);
  if (event && (!roles.purchase || value))
    inferred.purchase = { event: event.name, ...(value ? { value: value.name } : {}) };
  const signups = [...schema.users.values()].filter(
    ({ name, type, aliases }) =>
      (type === 'datetime' || type === 'date') &&
      [name, ...aliases].some((each) => SIGNUP.test(nameWords(each).join(' '))),
  );
  if (!roles.signup && signups.length === 1) inferred.signup = signups[0]!.name;
  return { schema: { ...schema, roles: { ...roles, ...inferred } }, inferred };
}

/** The one event that a group of verbs names; a group that names several decides nothing and ends the search. */
function onlyEvent(
  { events }: ProjectSchema,
  groups: readonly (readonly string[])[],
  fits: (event: EventType) => boolean = () => true,
): EventType | undefined {
  for (const verbs of groups) {
    const found = [...events.values()].filter(
      (event) =>
        !event.deprecated &&
        fits(event) &&
        [event.name, ...event.aliases].some((text) =>
          nameWords(text).some((word) => lemmas(word).some((form) => verbs.includes(form))),
        ),
    );
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}

function moneyOf({ properties }: EventType): Property | undefined {
  const numbers = [...properties.values()].filter(({ type, deprecated }) => type === 'number' && !deprecated);
  const money = numbers.filter(({ unit }) => unit !== undefined && CURRENCY.test(unit));
  if (money.length === 1) return money[0];
  const named = (money.length ? money : numbers).filter(({ name }) => nameWords(name).some((word) => MONEY.test(word)));
  return named.length === 1 ? named[0] : undefined;
}

/** What is to be said about inferred roles that rules rest on. */
export function roleAssumptions(
  { inferred, schema }: SettledRoles,
  tokens: readonly Token[],
  rules: readonly PlainRule[],
): readonly string[] {
  const written = JSON.stringify(rules);
  const says = (...words: readonly string[]): boolean =>
    tokens.some(
      (token) => token.lemmas.some((form) => words.includes(form)) || token.agents.some((form) => words.includes(form)),
    );
  const uses = (name: string): boolean => written.includes(JSON.stringify(name));
  const ownWord = (name: string, aliases: readonly string[], ...words: readonly string[]): boolean =>
    [name, ...aliases].some((text) =>
      nameWords(text).some((word) => lemmas(word).some((form) => words.includes(form))),
    );
  const out: string[] = [];
  const { activity, purchase, signup } = inferred;
  if (
    activity &&
    says('active') &&
    uses(activity) &&
    !schema.glossary.has('active') &&
    !ownWord(activity, schema.events.get(activity)?.aliases ?? [], 'active')
  )
    out.push(`${activity} is taken as the event that shows activity; the schema’s “roles” do not say`);
  if (purchase && uses(purchase.event)) {
    const event = schema.events.get(purchase.event);
    const bought = ['buy', 'purchase', 'order', 'spend'].filter((word) => says(word));
    const money =
      purchase.value !== undefined && uses(purchase.value) ? event?.properties.get(purchase.value) : undefined;
    if (bought.length > 0 && event && !bought.some((word) => ownWord(event.name, event.aliases, word)))
      out.push(`${purchase.event} is taken as the purchase; the schema’s “roles” do not say`);
    if (money && says('spend') && !ownWord(money.name, money.aliases, 'spend'))
      out.push(`${money.name} of ${purchase.event} is taken as its money; the schema’s “roles” do not say`);
  }
  if (
    signup &&
    uses(signup) &&
    !tokens.some((token) => ownWord(signup, schema.users.get(signup)?.aliases ?? [], ...token.lemmas))
  )
    out.push(`${signup} is taken as the time of signing up; the schema’s “roles” do not say`);
  return out;
}
