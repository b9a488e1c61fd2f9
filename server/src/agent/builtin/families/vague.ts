/** Words that mean something only when someone has said what: never a rule, always a question with options. */
import type { Meaning, VagueSort } from '../marks.ts';
import { type Family, mark, scan } from './family.ts';

interface Vague {
  readonly sort: VagueSort;
  readonly phrases: string;
  readonly question: (words: string) => string;
}

const TABLE: readonly Vague[] = [
  {
    sort: 'money',
    phrases:
      'big spender|big spenders|high spender|high spenders|high spending|heavy spender|heavy spenders|top spender|top spenders|low spender|low spenders|high-value|high value|highest value|low value|valuable|most valuable|affluent|wealthy|rich|whale|whales|premium|high rollers|high roller',
    question: (words) => `From which amount on is someone “${words}”, and over which time?`,
  },
  {
    sort: 'worth',
    phrases:
      'best|top|favorite|favourite|ideal|good|great|bad|worst|important|key|special|vip|vips|loyal|most loyal|super|hot|warm|cold|quality',
    question: (words) => `What makes someone “${words}”?`,
  },
  {
    sort: 'often',
    phrases:
      'active|engaged|highly engaged|disengaged|unengaged|power|power user|power users|super user|super users|superusers|frequent|frequently|often|regular|regulars|regularly|heavy|light|casual|occasional|occasionally|rarely|seldom|infrequent|a lot|lots of|many|few|a few|several|multiple|repeat|repeatedly|multiple times|several times|many times|a few times|a couple of times|binge|avid|hardcore',
    question: (words) => `How often is “${words}”, and over which time?`,
  },
  {
    sort: 'recent',
    phrases:
      'recent|recently|lately|just|newly|new|newest|fresh|newcomers|newcomer|newbies|soon|upcoming|nowadays|these days|a while|a while ago|for a while|in a while|long time|a long time|for a long time|in a long time|some time ago|not long ago|long',
    question: (words) => `Which time does “${words}” mean?`,
  },
  {
    sort: 'away',
    phrases:
      'dormant|lapsed|lapsing|churned|churning|at risk|at-risk|at risk of churning|at risk of churn|sleeping|lost|lost interest|drifting|gone quiet|cooling off|idle|stale|win-back|slipping away|about to churn|fading',
    question: (words) => `After how long without activity is someone “${words}”?`,
  },
  {
    sort: 'age',
    phrases:
      'young|younger|old|older|elderly|senior|seniors|teen|teens|teenagers|millennials|millennial|gen z|adults|adult|middle-aged|kids',
    question: (words) => `Which ages does “${words}” mean?`,
  },
  {
    sort: 'opinion',
    phrases:
      'happy|unhappy|satisfied|dissatisfied|interested|disinterested|curious|serious|promising|suspicious|abusive|satisfied with|price sensitive|cheap|expensive|large|small|big|high|low|nearby|local|near|close',
    question: (words) => `What does “${words}” mean here, in terms of the data?`,
  },
];

const ENTRIES = TABLE.flatMap((entry) =>
  entry.phrases.split('|').map((phrase) => ({ entry, words: phrase.replaceAll('-', ' ').split(' ') })),
);

/** Words whose guess reaches to the end of the clause: “likely to churn”. */
const GUESSES = [
  'likely to',
  'unlikely to',
  'going to',
  'about to',
  'expected to',
  'predicted to',
  'intend to',
  'intending to',
  'might',
  'want to',
  'wants to',
  'planning to',
  'probably',
  'prone to',
  'propensity to',
  'likelihood',
  'tend to',
];
const STOPS = new Set(['and', 'or', 'but', ',', ';', '.', ')', '?', '!', 'who', '—']);

export const vague: Family = {
  id: 'vague',
  words: [...new Set(ENTRIES.flatMap((entry) => entry.words))].filter((word) => word.length > 3),
  match(tokens, at) {
    const out = [];
    for (const { entry, words } of ENTRIES) {
      if (!words.every((word, i) => tokens[at + i]?.lower === word)) continue;
      const about = words.join(' ');
      out.push(mark(meaningOf(entry, about), at, at + words.length, { bonus: words.length > 1 ? 1 : -0.5 }));
    }
    const scanner = scan(tokens, at);
    // “I want to target …” asks; “users who want to …” guesses.
    if (['i', 'we', 'you'].includes(tokens[at - 1]?.lower ?? '')) return out;
    scanner.take('most', 'more', 'very', 'highly');
    if (scanner.phrase(...GUESSES)) {
      while (scanner.token && !STOPS.has(scanner.token.lower)) scanner.position++;
      const about = tokens
        .slice(at, scanner.position)
        .map((token) => token.text)
        .join(' ')
        .replace(/^(are|is|be) /, '');
      out.push(
        mark(
          {
            kind: 'vague',
            about,
            question: `“${about}” is a prediction, which the data do not hold. Which behavior shows it?`,
            sort: 'forecast',
          },
          at,
          scanner.position,
          { bonus: 3 },
        ),
      );
    }
    return out;
  },
  examples: [
    ['dormant', meaningOf(TABLE[4]!, 'dormant')],
    ['big spenders', meaningOf(TABLE[0]!, 'big spenders')],
  ],
};

function meaningOf(entry: Vague, about: string): Meaning {
  return { kind: 'vague', about, question: entry.question(about), sort: entry.sort };
}
