/** Edits of texts that are legal and seldom seen: Windows' line breaks, JSON's quotes, braces in a list of lines. */
import assert from 'node:assert/strict';
import { keyLike } from '../../server/src/language/syntax/edit.ts';
import { does } from '../support/actions.ts';

const HEAD = 'name: a\nwhere:\n';
const crlf = (text: string) => text.replaceAll('\n', '\r\n');

/** Chooses an action on the rules, and compares the rules. */
const rules = (before: string, title: string | RegExp, after: string) => does(HEAD + before, title, HEAD + after);

describe('edits of awkward text', () => {
  it('keep the quotes that part a key from its value', async () => {
    await rules('  - {"user":"os",<|>"is":"iOS"}\n', /^Negate rule/, '  - {"user":"os","is_not":"iOS"}\n');
    await rules("  - {'user':'os',<|>'is':'iOS'}\n", /^Negate rule/, "  - {'user':'os','is_not':'iOS'}\n");
    await rules(
      '  - {"did":"Charged","<|>windw":"3d"}\n',
      'Change to “within”',
      '  - {"did":"Charged","within":"3d"}\n',
    );
    await rules(
      '  - {"did":"Charged","after":"<|>30d"}\n',
      'Change to within',
      '  - {"did":"Charged","within":"30d"}\n',
    );
  });

  it('put any name into the quotes that are there', () => {
    const key = (style: 'plain' | 'single' | 'double', name: string) => keyLike({ style } as never, name);
    assert.equal(key('double', 'say "x"'), '"say \\"x\\""');
    assert.equal(key('single', "it's"), "'it''s'");
    assert.equal(key('single', 'a: b'), '"a: b"');
    assert.equal(key('plain', "it's"), "it's");
  });

  it('keep Windows’ line breaks where lines are swapped', async () => {
    await does(
      crlf(`${HEAD}  - within: 24h # a day\n    <|>did: Charged # bought\n    at: {hours: [1, 2]} # at night\n`),
      'Sort keys',
      crlf(`${HEAD}  - did: Charged # bought\n    within: 24h # a day\n    at: {hours: [1, 2]} # at night\n`),
    );
  });

  it('are in Windows’ line breaks where a problem is mended', async () => {
    await does(crlf(`${HEAD}  - <|>sample: 10\n`), /^Add seed/, crlf(`${HEAD}  - sample: 10\n    seed: test\n`));
    await does(
      crlf('<|>where:\n  - did: Charged\n'),
      'Add “name”',
      crlf('name: New segment\nwhere:\n  - did: Charged\n'),
    );
  });

  it('keep what follows a block of text on its own line', async () => {
    await rules(
      '  - user: os\n    is: <|>>-\n      Ios\n  - did: Charged\n',
      'Change to “iOS”',
      '  - user: os\n    is: iOS\n  - did: Charged\n',
    );
    await does(
      crlf(`${HEAD}  - did: <|>|-\n      Chargd\n    within: 3d\n`),
      'Change to “Charged”',
      crlf(`${HEAD}  - did: Charged\n    within: 3d\n`),
    );
  });

  it('leave a comment at the line that it is about', () =>
    rules('  - <|>sample: 10 # few\n', /^Add seed/, '  - sample: 10 # few\n    seed: test\n'));

  it('make a rule of each of what stands in braces', () =>
    rules(
      '  - {did: Charged, <|>did_not: App Launched}\n',
      'Make a rule of each',
      '  - {did: Charged}\n  - {did_not: App Launched}\n',
    ));
});
