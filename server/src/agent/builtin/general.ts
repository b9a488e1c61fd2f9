/**
 * General knowledge of English and the world: what any reader knows whatever the project is about.
 * Invariant: no word of a business domain. Words of a project come from its schema.
 */

/** Words for one thing. A value or label that is one of a group may be called by any other of it. */
export const SAME_THING: readonly (readonly string[])[] = [
  ['ios', 'iphone', 'ipad', 'apple device', 'apple'],
  ['android', 'google play', 'android phone'],
  ['web', 'browser', 'desktop web'],
  ['female', 'woman', 'women', 'lady', 'ladies', 'girl', 'f'],
  ['male', 'man', 'men', 'gentleman', 'gentlemen', 'guy', 'boy', 'm'],
  ['married', 'wed'],
  ['single', 'unmarried'],
];

/** Names of the same fact about users, or of the same way to reach them. */
export const SAME_NAME: readonly {
  readonly of: 'user-property' | 'channel';
  readonly names: readonly string[];
}[] = [
  {
    of: 'user-property',
    names: [
      'phone number',
      'mobile number',
      'cell number',
      'cell phone number',
      'mobile phone number',
      'telephone number',
      'phone',
      'telephone',
      'mobile phone',
      'cell phone',
    ],
  },
  { of: 'user-property', names: ['email', 'e mail', 'email address', 'e mail address', 'mail address'] },
  { of: 'channel', names: ['email', 'e mail', 'mail'] },
  { of: 'channel', names: ['sms', 'text message', 'text'] },
  { of: 'channel', names: ['push', 'push notification', 'app notification'] },
];

/** Country, ISO code, what people and things of it are called, other names. */
const COUNTRIES = `United Kingdom;GB,UK;British;Britain,Great Britain
United States;US,USA;American;America,United States of America,the States
United Arab Emirates;AE,UAE;Emirati;Emirates
India;IN;Indian;Bharat
Germany;DE;German;Deutschland
France;FR;French;
Spain;ES;Spanish;
Italy;IT;Italian;
Netherlands;NL;Dutch;Holland
Belgium;BE;Belgian;
Austria;AT;Austrian;
Switzerland;CH;Swiss;
Sweden;SE;Swedish;
Norway;NO;Norwegian;
Denmark;DK;Danish;
Finland;FI;Finnish;
Ireland;IE;Irish;
Portugal;PT;Portuguese;
Poland;PL;Polish;
Czechia;CZ;Czech;Czech Republic
Greece;GR;Greek;
Turkey;TR;Turkish;Türkiye
Russia;RU;Russian;
Ukraine;UA;Ukrainian;
China;CN;Chinese;
Japan;JP;Japanese;
South Korea;KR;Korean;Korea
Singapore;SG;Singaporean;
Malaysia;MY;Malaysian;
Indonesia;ID;Indonesian;
Thailand;TH;Thai;
Vietnam;VN;Vietnamese;
Philippines;PH;Filipino,Philippine;
Australia;AU;Australian;
New Zealand;NZ;;
Canada;CA;Canadian;
Mexico;MX;Mexican;
Brazil;BR;Brazilian;
Argentina;AR;Argentine,Argentinian;
Chile;CL;Chilean;
Colombia;CO;Colombian;
South Africa;ZA;South African;
Nigeria;NG;Nigerian;
Kenya;KE;Kenyan;
Egypt;EG;Egyptian;
Saudi Arabia;SA;Saudi;KSA
Israel;IL;Israeli;
Pakistan;PK;Pakistani;
Bangladesh;BD;Bangladeshi;
Sri Lanka;LK;Sri Lankan;`;

interface Country {
  readonly names: readonly string[];
  /** Written in capitals, since “in”, “us”, “no” are words. */
  readonly codes: readonly string[];
  readonly adjectives: readonly string[];
}

export const countries: readonly Country[] = COUNTRIES.split('\n').map((line) => {
  const [name = '', codes = '', adjectives = '', others = ''] = line.split(';');
  const list = (text: string): string[] => text.split(',').filter(Boolean);
  return { names: [name, ...list(others)], codes: list(codes), adjectives: list(adjectives) };
});

/** Verbs of doing that mean the same when the schema's own words do not tell them apart; used only when its words do not match. */
export const SAME_DEED: readonly (readonly string[])[] = [
  ['buy', 'purchase', 'order'],
  ['open', 'launch'],
  ['view', 'browse'],
  ['sign up', 'register', 'signup'],
  ['log in', 'login', 'sign in', 'signin', 'log on', 'sign on'],
  ['log out', 'logout', 'sign out', 'signout', 'log off', 'sign off'],
  ['begin', 'start'],
  ['finish', 'complete'],
  ['remove', 'delete'],
  ['search', 'look for'],
  ['watch', 'stream'],
  ['send', 'transfer'],
  ['cancel', 'call off'],
  ['book', 'reserve'],
  ['click', 'tap'],
  ['favorite', 'wishlist'],
];

/** Words that carry no rule anywhere. What changes a meaning (only, again, most) is not among them. */
export const FILLERS: ReadonlySet<string> = new Set(
  (
    'a an the their his her its my our your this that these it they them he she there also too please as so such ' +
    'already yet still ever currently now today’s total some any all both each own been be being ' +
    'will would could should must may might can of to for into me i we you us been very really kindly them their who’s whose ' +
    'one ones because due'
  ).split(' '),
);

/** Objects that say nothing more than the verb: “bought something”. */
export const THINGS: ReadonlySet<string> = new Set(
  'anything something thing things item items product products stuff'.split(' '),
);

/** Verbs that only carry a noun: “made a purchase”, “left a review”. */
export const LIGHT_VERBS: ReadonlySet<string> = new Set(
  'make place do perform execute take leave get go come have give use trigger record submit live reside base locate belong stay been'.split(
    ' ',
  ),
);

/** Who a segment is about, whatever the project. */
export const SUBJECTS: ReadonlySet<string> = new Set(
  'user customer people person everyone everybody anyone anybody those folk individual client consumer someone somebody shopper'.split(
    ' ',
  ),
);

/** Nouns for people and firms that are who a segment is about unless the schema has a value or business word of that name. */
export const ROLES: ReadonlySet<string> = new Set(
  (
    'member subscriber guest contact profile visitor traveler traveller player patient student learner rider driver reader listener viewer passenger ' +
    'tenant policyholder cardholder donor gamer accountholder lead holder speaker resident citizen company account organization business firm household ' +
    'seller merchant host creator fan parent employee'
  ).split(' '),
);
