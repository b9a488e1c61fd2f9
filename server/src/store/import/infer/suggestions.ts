import type { ProjectGuess } from './project-guess.ts';
import type { PropertyGuess } from './property-guess.ts';
import { plainName } from './words.ts';

/** A channel whose columns are plain to see. */
export interface ChannelGuess {
  readonly id: string;
  readonly label: string;
  readonly rules: readonly { readonly property: string; readonly test: 'exists' | 'is'; readonly because: string }[];
}

const CHANNELS = [
  {
    id: 'push',
    label: 'Push',
    address: /^(?:push|device|fcm|apns)_?(?:token|id)$/,
    none: 'no device token',
    consent: /^(?:push_?(?:opt_?in|enabled|consent|subscribed)|opted_in_push)$/,
  },
  {
    id: 'email',
    label: 'Email',
    address: /^e_?mail(?:_address)?$/,
    none: 'no email address',
    consent: /^(?:e_?mail_?(?:opt_?in|enabled|consent|subscribed|verified)|newsletter(?:_opt_in)?|subscribed)$/,
  },
  {
    id: 'sms',
    label: 'SMS',
    address: /^(?:phone|mobile|msisdn|telephone)(?:_number)?$/,
    none: 'no phone number',
    consent: /^(?:sms|text)_?(?:opt_?in|enabled|consent|subscribed)$/,
  },
  {
    id: 'whatsapp',
    label: 'WhatsApp',
    address: /^(?:phone|mobile|msisdn|whatsapp)(?:_number)?$/,
    none: 'no phone number',
    consent: /^whatsapp_?(?:opt_?in|enabled|consent|subscribed)$/,
    onlyWithConsent: true,
  },
] as const;

export function guessChannels(users: readonly PropertyGuess[]): readonly ChannelGuess[] {
  const named = (pattern: RegExp, type?: string): PropertyGuess | undefined =>
    users.find(({ name, type: own }) => pattern.test(plainName(name)) && (type === undefined || own === type));
  return CHANNELS.flatMap((channel): ChannelGuess[] => {
    const address = named(channel.address, 'string');
    const consent = named(channel.consent, 'boolean');
    // Columns of consent say what a project does; a phone number alone does not mean that anybody is texted.
    if (address === undefined && consent === undefined) return [];
    if (consent === undefined && (channel.id === 'sms' || channel.id === 'whatsapp')) return [];
    return [
      {
        id: channel.id,
        label: channel.label,
        rules: [
          ...(address === undefined
            ? []
            : [{ property: address.name, test: 'exists' as const, because: channel.none }]),
          ...(consent === undefined ? [] : [{ property: consent.name, test: 'is' as const, because: 'not opted in' }]),
        ],
      },
    ];
  });
}

/** What the agent would like to know about events. */
export interface RolesGuess {
  readonly activity?: string;
  readonly purchase?: { readonly event: string; readonly value?: string };
  readonly signup?: string;
  readonly birthday?: string;
}

const PURCHASE =
  /charge|purchas|(?:^|_)(?:orders?|bought|buy|payments?|paid|transactions?|sales?|checkout_completed|order_placed)(?:_|$)/;
const NO_PURCHASE = /fail|cancel|refund|return|cart|start|view|abandon|declin|click/;
const MONEY = /(?:^|_)(?:amount|total|revenue|value|price|sales_value|order_value|grand_total|subtotal|spend)(?:_|$)/;
const ACTIVITY =
  /(?:^|_)(?:launch(?:ed)?|open(?:ed)?|session|visit(?:ed)?|login|logged_in|active|page_view(?:ed)?|app_open)(?:_|$)/;
const SIGNUP =
  /^(?:signed_?up|sign_?up|registered|registration|joined|created|member_since|enrolled)(?:_at|_on|_date|_time)?$/;
const BIRTHDAY = /(?:^|_)(?:birth_?day|birth_?date|date_of_birth|dob)$/;

export function guessRoles({ users, events }: ProjectGuess): RolesGuess {
  const activity = events.find(
    ({ name }) => ACTIVITY.test(plainName(name)) && !NO_PURCHASE.test(plainName(name).replace(/start|view/g, '')),
  );
  const purchases = events.filter(({ name }) => PURCHASE.test(plainName(name)) && !NO_PURCHASE.test(plainName(name)));
  const money = (event: ProjectGuess['events'][number]): string | undefined =>
    event.properties.find(({ name, type }) => type === 'number' && MONEY.test(plainName(name)))?.name;
  const purchase = purchases.find((event) => money(event) !== undefined) ?? purchases[0];
  const value = purchase === undefined ? undefined : money(purchase);
  const moment = (pattern: RegExp): string | undefined =>
    users.find(({ name, type }) => (type === 'datetime' || type === 'date') && pattern.test(plainName(name)))?.name;
  const signup = moment(SIGNUP);
  const birthday = moment(BIRTHDAY);
  return {
    ...(activity === undefined ? {} : { activity: activity.name }),
    ...(purchase === undefined
      ? {}
      : { purchase: { event: purchase.name, ...(value === undefined ? {} : { value }) } }),
    ...(signup === undefined ? {} : { signup }),
    ...(birthday === undefined ? {} : { birthday }),
  };
}

const TELLING = /^(?:name|city|country|state|os|platform|plan|tier|segment|age|gender|language|ltv|status|type)$/;

/** A handful of columns that tell users apart, none of them personal. */
export function guessSampleColumns(users: readonly PropertyGuess[]): readonly string[] {
  const shown = users.filter(
    ({ pii, sensitive, type }) => !pii && !sensitive && !type.startsWith('list') && type !== 'geo',
  );
  const rank = ({ name, values }: PropertyGuess): number =>
    TELLING.test(plainName(name)) ? 0 : values !== undefined ? 1 : 2;
  const best = [...shown].sort((a, b) => rank(a) - rank(b)).slice(0, 5);
  return shown.filter((property) => best.includes(property)).map(({ name }) => name);
}
