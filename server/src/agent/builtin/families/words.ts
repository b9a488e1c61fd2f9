/** Families of fixed words: conjunction, negation, occurrence, averages, auxiliaries, reachability, membership.
 * Over 250 lines: tables of words, which say most when seen together. */
import { FILLERS, LIGHT_VERBS, ROLES, SUBJECTS, THINGS } from '../general.ts';
import { lemmas } from '../lemmas.ts';
import type { Token } from '../tokens.ts';
import { type Family, mark, scan, wordFamily } from './family.ts';

export const conjunction: Family = wordFamily(
  'conjunction',
  [
    ['and|and also|as well as|plus|and are also', { kind: 'link', link: 'and' }],
    ['or|or else|and/or|or alternatively', { kind: 'link', link: 'or' }],
    ['but|but also|yet|however|although|though|while|whereas|and yet', { kind: 'link', link: 'but' }],
    [',|/', { kind: 'link', link: 'comma' }],
    [
      ';|.|and in both cases|in both cases|and in either case|in either case|and in all cases',
      { kind: 'link', link: 'strong' },
    ],
    [':', { kind: 'link', link: 'colon' }],
    ['—', { kind: 'link', link: 'dash' }],
    ['(|[', { kind: 'link', link: 'open' }],
    [')|]', { kind: 'link', link: 'close' }],
    [
      'then|and then|followed by|and afterwards|and later|and subsequently|and after that',
      { kind: 'link', link: 'then' },
    ],
    [
      'excluding|except|except for|exclude|excl|but exclude|but not those|but not anyone|other than those|leaving out|minus|apart from|with the exception of|not including',
      { kind: 'link', link: 'exclude' },
    ],
    ['either', { kind: 'either' }],
    ['both', { kind: 'both' }],
    ['who|whom|whose|which|that|who also', { kind: 'who' }],
    ['with|having', { kind: 'with' }],
    ['?|!|…', { kind: 'filler' }],
  ],
  { bonus: 0.5 },
);

export const negation: Family = wordFamily('negation', [
  ['not|nor|neither|hasn|haven|fail to|failed to', { kind: 'not', form: 'not' }],
  ['never|not ever|have yet to|has yet to|yet to', { kind: 'not', form: 'never' }],
  ['no|zero|not any|not a single|not one', { kind: 'not', form: 'no' }],
  ['without|without any|with no|lacking|missing|lack|lacks', { kind: 'not', form: 'without' }],
  ['nothing|none|not anything|no one', { kind: 'not', form: 'nothing' }],
  [
    'outside|outside of|other than|not from|anything but|anything other than|any other than|different from|rather than',
    { kind: 'not', form: 'outside' },
  ],
]);

export const occurrence: Family = wordFamily('occurrence', [
  [
    'first|first ever|very first|initial|for the first time|first time|initially',
    { kind: 'occurrence', occurrence: 'first' },
  ],
  ['last|latest|most recent|most recently|final', { kind: 'occurrence', occurrence: 'last' }],
]);

export const aggregates: Family = wordFamily('aggregates', [
  ['average|avg|mean|on average|averaging|an average of|averages|averaged', { kind: 'aggregate', aggregate: 'avg' }],
  [
    'total|in total|altogether|combined|overall|cumulative|sum of|a total of|lifetime|all time|ever',
    { kind: 'aggregate', aggregate: 'sum' },
  ],
  ['highest|largest|biggest|maximum', { kind: 'aggregate', aggregate: 'max' }],
  ['lowest|smallest|cheapest', { kind: 'aggregate', aggregate: 'min' }],
  ['different|distinct|unique|separate|various', { kind: 'distinct' }],
]);

export const auxiliaries: Family = wordFamily('auxiliaries', [
  ['have|has|had|having had|have been|has been', { kind: 'aux', aux: 'have' }],
  ['do|does|did', { kind: 'aux', aux: 'do' }],
  ['is|are|was|were|be|being|am', { kind: 'aux', aux: 'be' }],
  [
    'can|can be|could be|must|must be|should|should be|may|may be|might|will|would|could',
    { kind: 'aux', aux: 'modal' },
  ],
]);

export const reachability: Family = wordFamily(
  'reachability',
  [
    [
      'reachable|reach|reached|can be reached|contactable|contacted|can be contacted|be contacted|be reached|can be messaged|messageable|we can reach|we can contact|can receive|able to receive|available on',
      { kind: 'reach' },
    ],
    ['enabled|turned on|switched on|activated|allowed', { kind: 'enabled' }],
    ['unreachable|not reachable|cannot be reached|uncontactable', { kind: 'reach' }],
  ],
  { bonus: 1 },
);

export const membership: Family = wordFamily('membership', [
  ['segment|segments|audience|audiences|cohort|cohorts|list', { kind: 'segment-word' }],
  ['abandon|abandoned|abandons|abandoning|abandoners|abandoner|abandonment|abandonments', { kind: 'abandon' }],
  ['same', { kind: 'same' }],
  ['after|after that|afterwards|of that|after this|of it|after it|thereafter', { kind: 'order', order: 'after' }],
  ['before|prior to|before that', { kind: 'order', order: 'before' }],
]);

export const textOperators: Family = wordFamily('text-operators', [
  [
    'contains|containing|contain|includes the word|including the word|mentions|mentioning',
    { kind: 'text', operator: 'contains' },
  ],
  [
    'starts with|starting with|start with|begins with|beginning with|begin with',
    { kind: 'text', operator: 'starts_with' },
  ],
  ['ends with|ending with|end with|ending in|ends in|end in', { kind: 'text', operator: 'ends_with' }],
]);

/** Who the segment is about: no rule. “all users”, “app users”, “registered customers”. */
export const subjects: Family = {
  id: 'subjects',
  words: [...SUBJECTS, ...ROLES],
  match(tokens, at) {
    const scanner = scan(tokens, at);
    while (
      scanner.take(
        'all',
        'any',
        'every',
        'existing',
        'our',
        'my',
        'the',
        'those',
        'app',
        'mobile',
        'account',
        'website',
        'site',
        'policy',
      )
    );
    const names = (token: Token | undefined, set: ReadonlySet<string>): boolean =>
      token?.kind === 'word' && lemmas(token.lower).some((form) => set.has(form));
    // “those” alone is who it is about as well.
    if (!names(scanner.token, SUBJECTS) && !names(scanner.token, ROLES) && names(tokens[at], SUBJECTS))
      scanner.position = at;
    const plain = names(scanner.token, SUBJECTS);
    const noun = plain || names(scanner.token, ROLES);
    // “guest users”: the first is then what kind of user it is.
    const another = tokens[scanner.position + 1];
    // “3 profiles” counts something of theirs.
    if (
      scanner.position === at &&
      tokens.slice(Math.max(0, at - 3), at).some((token) => token.kind === 'number') &&
      /^(\d|more|less|fewer|over|above)/.test(tokens[at - 1]!.lower)
    )
      return [];
    if (!noun || names(another, SUBJECTS) || names(another, ROLES)) return [];
    const only = scanner.token?.lower === 'those' && scanner.position === at ? -4 : 0;
    return [mark({ kind: 'subject' }, at, scanner.position + 1, { bonus: (plain ? 2 : 0) + only })];
  },
  examples: [
    ['users', { kind: 'subject' }],
    ['all our customers', { kind: 'subject' }],
    ['everyone', { kind: 'subject' }],
  ],
};

/** Words that carry nothing by themselves. */
export const fillers: Family = {
  id: 'fillers',
  words: [...FILLERS, ...THINGS],
  match(tokens, at) {
    const token = tokens[at];
    if (token?.kind === 'punct') return [];
    const word = token?.lower ?? '';
    if (THINGS.has(word)) return [mark({ kind: 'thing' }, at, at + 1, { bonus: -6 })];
    if (FILLERS.has(word)) return [mark({ kind: 'filler' }, at, at + 1, { bonus: -5 })];
    if (
      [
        'in',
        'on',
        'at',
        'by',
        'from',
        'via',
        'using',
        'through',
        'during',
        'about',
        'than',
        'as',
        'within',
        'over',
        'under',
        'up',
        'out',
      ].includes(word)
    )
      return [mark({ kind: 'filler' }, at, at + 1, { bonus: -5 })];
    if (token?.lemmas.some((form) => LIGHT_VERBS.has(form)))
      return [mark({ kind: 'light' }, at, at + 1, { bonus: -5 })];
    return [];
  },
  examples: [
    ['the', { kind: 'filler' }],
    ['made', { kind: 'light' }],
    ['anything', { kind: 'thing' }],
  ],
};

const ASK = [
  'show',
  'find',
  'give',
  'get',
  'list',
  'create',
  'build',
  'make',
  'select',
  'segment',
  'target',
  'want',
  'need',
  'like',
  'identify',
  'define',
  'generate',
  'pull',
  'fetch',
  'see',
  'reach',
  'include',
  'return',
  'display',
  'see',
  'love',
];

/** “I want to target”, “Show me”, “Create a segment of”: how a request begins. */
export const requests: Family = {
  id: 'requests',
  words: ASK,
  match(tokens, at) {
    if (at !== 0 && !(at === 1 && tokens[0]?.lower === 'please')) return [];
    const scanner = scan(tokens, at);
    while (
      scanner.take(
        'please',
        'can',
        'could',
        'you',
        'i',
        'we',
        'would',
        'd',
        'help',
        'let',
        'us',
        'now',
        'hi',
        'hello',
        'hey',
        ',',
      )
    );
    let asked = false;
    for (;;) {
      if (scanner.take(...ASK)) asked = true;
      else if (
        !(
          asked &&
          scanner.take('me', 'us', 'to', 'out', 'up', 'for', 'all', 'the', 'a', 'an', 'of', 'new', 'those', 'only')
        )
      )
        break;
    }
    if (scanner.take('which', 'who', 'what') && !asked) {
      if (tokens[scanner.position - 1]?.lower === 'who') scanner.take('are', 'is');
      asked = true;
    }
    if (scanner.take('segment', 'audience', 'cohort', 'list', 'group', 'set')) {
      if (!asked && !['of', 'for', 'with', 'containing'].includes(scanner.token?.lower ?? '')) return [];
      asked = true;
      while (
        scanner.take(
          'of',
          'for',
          'with',
          'containing',
          'all',
          'the',
          'made',
          'up',
          'called',
          'where',
          'that',
          'includes',
          'contains',
          'including',
        )
      );
    }
    if (!asked) return [];
    // “new” is a word of its own unless a list follows: “a new segment”.
    return [mark({ kind: 'filler' }, at, scanner.position, { bonus: 2 })];
  },
  examples: [
    ['Show me', { kind: 'filler' }],
    ['I want to target', { kind: 'filler' }],
    ['Create a segment of', { kind: 'filler' }],
  ],
};
