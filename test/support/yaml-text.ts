/** Random YAML texts as people write them: any mix of styles, with comments and blank lines in all legal places. */
import fc from 'fast-check';
import { quoteScalar } from '../../server/src/language/index.ts';

export type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };

const words = fc.constantFrom(
  'os',
  'iOS',
  'Charged',
  'App Launched',
  'within',
  '30d',
  'yes',
  'NO',
  '1.10',
  '2026-01-01',
  '',
  '~',
  'null',
  '#x',
  'a: b',
  "it's",
  '"q"',
  '- x',
  '$price',
  'a.b c',
  'größe',
  '名前',
  '{x}',
  '[',
  'a, b',
  '*',
  '&',
  '!',
  '%',
  '@',
  '`',
  '|',
  '>',
  '\\',
  ' lead',
  'tab\there',
  'two\nlines',
);
const text = fc.oneof(words, fc.string({ maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 6 }));
const scalar = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const keys = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'name',
      'where',
      'did',
      'user',
      'is',
      'within',
      'count',
      'gte',
      'all',
      'any',
      'tags',
      'having',
      'property',
      'description',
    ),
  },
  text,
);

const { node } = fc.letrec<{ node: Data; map: Data; list: Data }>((tie) => ({
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, tie('map'), tie('list')),
  map: fc.dictionary(keys, tie('node'), { maxKeys: 5, noNullPrototype: true }),
  list: fc.array(tie('node'), { maxLength: 5 }),
}));

/** A file's data: a map with something in it. */
export const fileData: fc.Arbitrary<Data> = fc.dictionary(keys, node, {
  minKeys: 1,
  maxKeys: 6,
  noNullPrototype: true,
});

/** Decisions of the writer, drawn one after the other. */
export const decisions: fc.Arbitrary<readonly number[]> = fc.array(fc.nat(11), { minLength: 40, maxLength: 40 });

/** The data as text, and the comments that stand in it. */
export function write(data: Data, choices: readonly number[]): { text: string; comments: string[] } {
  let drawn = 0;
  let numbered = 0;
  const comments: string[] = [];
  const draw = (): number => choices[drawn++ % choices.length] ?? 0;
  const comment = (): string => {
    const text = `# note ${numbered++}`;
    comments.push(text);
    return text;
  };
  const between = (indent: string): string => {
    const choice = draw();
    if (choice === 0) return '\n';
    if (choice === 1) return `${indent}${comment()}\n`;
    return choice === 2 ? `\n${indent}${comment()}\n\n` : '';
  };
  const trail = (): string => (draw() === 0 ? ` ${comment()}` : '');
  const quoted = (value: Data, place: 'block' | 'flow'): string => {
    if (typeof value !== 'string') return quoteScalar(value as number);
    const choice = draw();
    const printable = /^[\x20-\x7e]*$/.test(value);
    if (choice === 3 && printable) return `'${value.replaceAll("'", "''")}'`;
    if (choice === 4 && printable) return `"${value.replace(/["\\]/g, '\\$&')}"`;
    return quoteScalar(value, place);
  };
  const flow = (value: Data): string => {
    if (Array.isArray(value)) return `[${value.map(flow).join(draw() % 2 ? ', ' : ',  ')}]`;
    if (value === null || typeof value !== 'object') return quoted(value, 'flow');
    const pairs = Object.entries(value).map(([key, each]) => `${quoteScalar(key)}: ${flow(each)}`);
    return `{${draw() % 2 ? '' : ' '}${pairs.join(', ')}}`;
  };
  const block = (value: Data, indent: string): string => {
    const step = draw() % 3 === 0 ? `${indent}    ` : `${indent}  `;
    if (Array.isArray(value))
      return value.map((each) => `${between(indent)}${indent}-${after(each, step, `${indent}  `)}`).join('');
    return Object.entries(value as object)
      .map(([key, each]) => `${between(indent)}${indent}${quoted(key, 'flow')}:${after(each as Data, step, step)}`)
      .join('');
  };
  const after = (value: Data, step: string, content: string): string => {
    if (value === null || typeof value !== 'object') {
      if (typeof value === 'string' && draw() === 5 && /^[a-z][\x20-\x7e]*[a-z](\n[a-z][a-z ]*)*$/.test(value)) {
        return ` |-${trail()}\n${value
          .split('\n')
          .map((line) => `${content}${line}`)
          .join('\n')}\n`;
      }
      return ` ${quoted(value, 'block')}${trail()}\n`;
    }
    if (draw() % 3 === 0 || Object.keys(value).length === 0) return ` ${flow(value)}${trail()}\n`;
    return `${trail()}\n${block(value, step)}`;
  };
  const head = draw() === 1 ? `${comment()}\n\n` : '';
  return { text: `${head}${block(data, '')}${draw() === 2 ? `${comment()}\n` : ''}`, comments };
}
