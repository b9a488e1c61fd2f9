import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { applyEdit, builderModel } from '../../server/src/builder/index.ts';
import { readSchema, readSegment } from '../../server/src/language/index.ts';
import type { ProjectSchema } from '../../server/src/language/schema/model.ts';
import type { BuilderCard, BuilderCards, BuilderField, BuilderModel } from '../../server/src/protocol/index.ts';
import { SCHEMA } from '../support/feature-fixture.ts';
import { createRng, randomProject, randomSegment } from '../support/random/index.ts';

const schema = readSchema(SCHEMA, { uri: 'file:///segments.schema.yaml' }).schema;
const uri = 'file:///a.segment.yaml';
const names = { has: () => true, ids: () => [] };

function modelOf(text: string, bound: ProjectSchema = schema): BuilderModel {
  const reading = readSegment(text, { uri, id: 'a', schema: bound, segments: names });
  const { diagnostics } = reading;
  return builderModel({ uri, version: 1, reading, schema: bound, names, diagnostics });
}

const rules = (text: string, bound?: ProjectSchema): BuilderModel => modelOf(`name: A\nwhere:\n${text}`, bound);

function* everyCard(list: BuilderCards | undefined): Generator<BuilderCard> {
  for (const card of list?.cards ?? []) {
    yield card;
    yield* everyCard(card.group);
    for (const field of card.fields) yield* everyCard(field.cards);
  }
}

function* everyField(fields: readonly BuilderField[]): Generator<BuilderField> {
  for (const field of fields) {
    yield field;
    yield* everyField(field.fields ?? []);
  }
}

const fieldsOf = (model: BuilderModel) => [
  ...everyField(model.head),
  ...[...everyCard(model.rules)].flatMap((card) => [...everyField(card.fields)]),
];

/** Everything is a form, says something, and can be set to what it is without a change. */
function assertForms(text: string, bound: ProjectSchema): void {
  const model = modelOf(text, bound);
  assert.equal(model.readOnly, undefined, text);
  for (const card of everyCard(model.rules)) {
    assert.deepEqual(card.form, { as: 'fields' }, text);
    assert.notEqual(card.sentence, '', `${card.path.join(' ')}\n${text}`);
    assert.deepEqual(
      card.problems.filter(({ severity }) => severity === 'error'),
      [],
    );
  }
  for (const field of fieldsOf(model)) {
    assert.notEqual(field.input.type, 'raw', `${field.path.join(' ')} ${JSON.stringify(field.input)}\n${text}`);
    if (field.input.type === 'cards') continue;
    const applied = applyEdit(
      text,
      { type: 'set', at: field.path, value: field.value },
      { schema: bound, uri, diagnostics: [] },
    );
    assert.ok(applied.state === 'ready' && applied.edits.length === 0, `${field.path.join(' ')}\n${text}`);
  }
}

describe('query builder: model', () => {
  it('shows every form of the language as fields', () => {
    for (let seed = 0; seed < 4; seed++) {
      const rng = createRng(seed);
      const project = randomProject(seed, rng);
      const bound = readSchema(project.files.get('segments.schema.yaml') as string, { uri: 'file:///s' }).schema;
      for (let i = 0; i < 15; i++) assertForms(stringify(randomSegment(project.vocabulary, rng)), bound);
    }
  }).timeout(60_000);

  it('shows the examples', () => {
    for (const example of ['shop', 'grocery']) {
      const root = join(import.meta.dirname, '../../examples', example);
      const bound = readSchema(readFileSync(join(root, 'segments.schema.yaml'), 'utf8'), { uri: 'file:///s' }).schema;
      for (const name of readdirSync(join(root, 'segments'))) {
        assertForms(readFileSync(join(root, 'segments', name), 'utf8'), bound);
      }
    }
  }).timeout(30_000);

  it('offers new cards of every kind that are shown as forms', () => {
    const { kinds } = rules('  - did: Charged\n');
    assert.deepEqual(new Set(kinds.map(({ item }) => item)), new Set(['rule', 'filter', 'step']));
    for (const { item, id, blank } of kinds) {
      const list = item === 'rule' ? ['where'] : item === 'filter' ? ['where', 0, 'where'] : ['where', 1, 'sequence'];
      const text = 'name: A\nwhere:\n  - did: Charged\n  - sequence:\n      - did: Charged\n';
      const applied = applyEdit(
        text,
        { type: 'insert', at: { list, index: 0 }, cards: [blank] },
        { schema, uri, diagnostics: [] },
      );
      assert.ok(applied.state === 'ready');
      const cards = [...everyCard(modelOf(applied.text).rules)];
      const card = cards.find(({ path }) => path.join() === applied.cards[0]?.join());
      assert.equal(card?.kind, id, applied.text);
      assert.deepEqual(card.form, { as: 'fields' });
    }
  });

  it('says how values of each type are given', () => {
    const input = (rule: string) => {
      const fields = rules(rule).rules.cards[0]?.fields ?? [];
      return fields.at(-1)?.input;
    };
    assert.deepEqual(input('  - user: tier\n    gte: Gold\n'), {
      type: 'value',
      many: 'no',
      of: 'string',
      choices: ['Silver', 'Gold', 'Platinum'].map((value) => ({ value, label: value })),
      ordered: true,
      personal: false,
    });
    assert.equal(input('  - user: vip\n    is: true\n')?.type, 'choice');
    const range = input('  - user: age\n    between: [18, 30]\n');
    assert.deepEqual(range?.type === 'range' && range.of.type === 'value' && range.of.unit, 'years');
    const time = input('  - user: birthday\n    within: 30d\n');
    assert.deepEqual(time?.type === 'time' && [time.durations, time.periods, time.dates, time.short], [
      true,
      true,
      false,
      false,
    ]);
    const personal = input('  - user: email\n    is: x\n');
    assert.deepEqual(personal?.type === 'value' && personal.personal, true);
  });

  it('puts problems at the innermost place, with their fixes', () => {
    const model = rules('  - did: Charged\n    where:\n      - property: amont\n        gte: 3\n    count: {gte: x}\n');
    const [card] = model.rules.cards;
    const at = fieldsOf(model).filter(({ problems }) => problems.length > 0);
    assert.deepEqual(
      at.map(({ path, problems }) => [path.join(' '), problems[0]?.code]),
      [
        ['where 0 count gte', 'wrong-value'],
        ['where 0 where 0 property', 'unknown-property'],
      ],
    );
    assert.deepEqual(card?.problems, []);
    assert.match(at[1]?.problems[0]?.fixes[0]?.title ?? '', /amount/);
    assert.deepEqual(
      modelOf('where:\n  - did: Charged\n').problems.map(({ code }) => code),
      ['missing-key'],
    );
  });

  it('puts problems of an empty group, and of a key that stands twice at the end, at their cards', () => {
    const model = rules('  - any: []\n  - user: os\n    is: iOS\n    is: Web\n  - none:\n');
    assert.deepEqual(
      model.rules.cards.map(({ problems }) => problems.map(({ code }) => code)),
      [['empty-value'], ['duplicate-key'], ['empty-value']],
    );
    assert.deepEqual(model.problems, []);
  });

  it('shows as text what no form can say, and why', () => {
    const reasons = (text: string) =>
      rules(text).rules.cards.map(({ form }) => (form.as === 'text' ? form.reason : ''));
    assert.match(reasons('  - &a {user: os, is: iOS}\n')[0] ?? '', /anchor/);
    assert.match(reasons('  - just words\n')[0] ?? '', /no rule yet/);
    assert.match(reasons('  - within: 30d\n')[0] ?? '', /No key/);
    assert.match(reasons('  - did: Charged\n    user: os\n')[0] ?? '', /both did and user/);
    const [field] = rules('  - user: os\n    is: [iOS]\n').rules.cards[0]?.fields.slice(1) ?? [];
    assert.equal(field?.input.type, 'raw');
  });

  it('shows what is in a disabled group, at the lines of the group', () => {
    const model = rules(
      '  - did: Charged\n  #~ - any: # either\n  #~     - user: os\n  #~       is: iOS\n  #~     #~ - did: X\n',
    );
    const [, group] = model.rules.cards;
    assert.equal(group?.sentence, 'any of these: OS is iOS');
    assert.equal(group.comment, 'either');
    assert.deepEqual(
      group.group?.cards.map(({ sentence, disabled, lines }) => ({ sentence, disabled, lines })),
      [
        { sentence: 'OS is iOS', disabled: false, lines: { first: 3, last: 6 } },
        { sentence: '', disabled: true, lines: { first: 3, last: 6 } },
      ],
    );
  });

  it('can only be looked at while the text has a mistake', () => {
    const model = rules('  - did: "Charged\n');
    assert.match(model.readOnly?.reason ?? '', /mistake/);
    assert.equal(model.readOnly?.line, 2);
    assert.equal(modelOf('').readOnly, undefined);
  });
});
