/**
 * What names of columns and files say in practice. Everything here is a guess that a person will look through, so a
 * missing word costs a line of typing and a wrong one is easily seen.
 */

/** `userId`, `User ID` and `user-id` are all `user_id`. */
export const plainName = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();

/** Columns that name a user, the surest first. */
export const USER_NAMES = [
  'user_id',
  'userid',
  'customer_id',
  'distinct_id',
  'member_id',
  'household_id',
  'subscriber_id',
  'contact_id',
  'profile_id',
  'person_id',
  'shopper_id',
  'player_id',
  'guest_id',
  'student_id',
  'patient_id',
  'client_id',
  'account_id',
  'visitor_id',
  'anonymous_id',
  'uid',
  'user',
  'customer',
  'member',
  'household',
  'email',
] as const;

/** Columns that say what happened; the last ones only when nothing better is there. */
export const EVENT_NAMES = [
  'event',
  'event_name',
  'eventname',
  'event_type',
  'event_action',
  'action',
  'activity',
  'name',
  'type',
] as const;

/** Columns that say when. */
export const TIME_NAMES = [
  'event_time',
  'event_timestamp',
  'timestamp',
  'time',
  'ts',
  'occurred_at',
  'happened_at',
  'created_at',
  'ordered_at',
  'order_date',
  'datetime',
  'date',
  'started_at',
  'sent_at',
  'received_at',
  'server_time',
  'client_time',
] as const;
export const TIME_ENDING = /(?:^|_)(?:at|time|timestamp|date|on|day)$/;

const USER_FILE =
  /(?:^|_)(?:users?|customers?|members?|people|persons?|profiles?|contacts?|subscribers?|households?|demographics?|shoppers?|players?|guests?|clients?|accounts?)(?:_|$)/;
/** Whether a file's name says that each row is a user. */
export const isUserFile = (stem: string): boolean => USER_FILE.test(plainName(stem));

/** `raw_orders` is `orders`: prefixes that data pipelines give. */
export const fileTopic = (stem: string): string =>
  plainName(stem).replace(/^(?:raw|stg|staging|src|fct|fact|dim|int|base|export|dump|tbl)_+/, '');

/** Good enough to find `customer_id` for `customers`. */
export const singular = (word: string): string =>
  word
    .replace(/(?:people)$/, 'person')
    .replace(/ies$/, 'y')
    .replace(/(ss|us)$/, '$1\0')
    .replace(/s$/, '')
    .replace('\0', '');

/** `raw_orders` as an event: Orders. */
export const eventTitle = (stem: string): string =>
  fileTopic(stem)
    .split('_')
    .filter((word) => word !== '' && !/^\d+$/.test(word))
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join(' ') || 'Event';

const PERSONAL =
  /(?:^|_)(?:e_?mail|phone|mobile|msisdn|telephone|first_?name|last_?name|middle_?name|full_?name|sur_?name|given_?name|family_?name|user_?name|display_?name|nick_?name|address|street|address_line_?\d*|ip|ip_?address|birth_?day|birth_?date|date_of_birth|dob|ssn|passport|iban|national_id|tax_id|device_?token|push_?token|fcm_?token|apns_?token|token|password|card_?number)(?:_\d+)?$/;
/** Whether a property is about who somebody is. A bare `name` is that of a user, but of a product in an event. */
export const isPersonalName = (name: string, of: 'user' | 'event'): boolean =>
  PERSONAL.test(plainName(name)) || (of === 'user' && plainName(name) === 'name');

const SENSITIVE =
  /(?:^|_)(?:religion|ethnicity|race|sexual_orientation|diagnosis|disability|health_\w+|medical_\w+|political_\w+|union_member)$/;
export const isSensitiveName = (name: string): boolean => SENSITIVE.test(plainName(name));

const IDENTIFIER =
  /(?:^|_)(?:id|ids|uuid|guid|key|hash|zip|zip_?code|post_?code|postal_?code|pin_?code|phone|mobile|msisdn|upc|ean|isbn|sku|code|token|number)$/;
/** Numbers that nobody adds up or compares. */
export const isIdentifierName = (name: string): boolean => IDENTIFIER.test(plainName(name));

const OPEN =
  /(?:^|_)(?:id|uuid|city|town|village|region|name|title|brand|product|item|sku|upc|url|uri|path|page|query|search|search_term|keyword|keywords|referrer|campaign|campaign_name|coupon|model|device_model|ip|user_agent|description|comment|note|text|message|subject)$/;
/** Texts of which there are always new ones, however few the data has. */
export const isOpenName = (name: string): boolean => OPEN.test(plainName(name));

const FLAG =
  /^(?:is|has|can|was|did|allows?|accepts?)_|(?:^|_)(?:opt_?in|opted_?in|opt_?out|enabled|subscribed|active|verified|consent|flag)$/;
export const isFlagName = (name: string): boolean => FLAG.test(plainName(name));

const VERSION = /(?:^|_)(?:version|semver|release|build)$/;
export const isVersionName = (name: string): boolean => VERSION.test(plainName(name));
