/**
 * Refactorings at random places of random segments: what claims to keep the meaning holds the same users, and what negates
 * a segment's only rule holds all others, as an evaluator of its own sees it. Every text that comes out reads without
 * errors and keeps its comments.
 */
import assert from 'node:assert/strict';
import { parse, stringify } from 'yaml';
import type { FeatureContext } from '../../server/src/features/feature.ts';
import { changeEdit, isFaithful } from '../../server/src/features/refactorings/change.ts';
import { siteAt } from '../../server/src/features/refactorings/offers.ts';
import type { Offer } from '../../server/src/features/refactorings/refactoring.ts';
import { refactorings } from '../../server/src/features/refactorings/registry.ts';
import { formatText, readSegment } from '../../server/src/language/index.ts';
import { tokens } from '../../server/src/language/syntax/scan.ts';
import { filesAfter } from '../support/actions.ts';
import { buildWorld, type Doc, membersOf, type World } from '../support/evaluator/index.ts';
import { CONTEXT, type Opened, openFiles } from '../support/feature-fixture.ts';
import { createRng, type RandomProject, type Rng, randomProject, randomSegment } from '../support/random/index.ts';

const ONLY = process.env['REFACTORING_SEED'];
const FROM = Number(ONLY ?? process.env['REFACTORING_FROM'] ?? 1);
const PROJECTS = ONLY === undefined ? Number(process.env['REFACTORING_PROJECTS'] ?? 3) : 1;
const SEGMENTS = 12;
const PLACES = 5;
const MOST_OFFERS = 3;

describe('refactorings of random segments', () => {
  const tried = new Set<string>();

  for (let seed = FROM; seed < FROM + PROJECTS; seed++) {
    it(`keep the meaning that they claim to keep, seed ${seed}`, async () => {
      const rng = createRng(seed);
      const project = randomProject(seed, rng);
      const world = buildWorld({ ...project, schema: parse(String(project.files.get('segments.schema.yaml'))) as Doc });
      for (let index = 0; index < SEGMENTS; index++) {
        let text = written(randomSegment(project.vocabulary, rng), rng);
        // One action makes the place for the next: what is split can be merged.
        for (let place = 0; place < PLACES; place++) {
          const opened = await openFiles(textFiles(project, text), 'random.segment.yaml');
          text = tryPlace({ seed, project, world, opened, text, rng, tried }) ?? text;
        }
      }
    });
  }

  if (PROJECTS > 2) {
    it('tried most of them', () => {
      assert.ok(tried.size >= 12, [...tried].sort().join(', '));
    });
  }
});

interface Trial {
  readonly seed: number;
  readonly project: RandomProject;
  readonly world: World;
  readonly opened: Opened;
  readonly text: string;
  readonly rng: Rng;
  readonly tried: Set<string>;
}

/** Most often where a word begins below `where`. */
function placeIn(text: string, rng: Rng): number {
  const first = text.indexOf('where');
  if (rng.chance(0.2)) return rng.int(first, text.length);
  return rng.pick(
    [...text.matchAll(/(?<=[\s[{])[^\s\-#[{]/g)]
      .map(({ index }) => index)
      .filter((at) => at >= first)
      .concat(text.length),
  );
}

/** Gives one of the texts that came out. */
function tryPlace(trial: Trial): string | undefined {
  const { opened, text, rng, tried, project } = trial;
  const before = opened.fixture.files.size;
  const start = placeIn(text, rng);
  const end = rng.chance(0.3) ? Math.min(text.length, start + rng.int(1, 80)) : start;
  const context: FeatureContext = { ...CONTEXT, now: project.asOf };
  const site = siteAt(opened.document, { start, end }, context);
  const results: string[] = [];
  const offers = refactorings
    .filter(({ documents, kind }) => documents.includes('segment') && kind !== 'quickfix')
    .flatMap((refactoring) => refactoring.offer(site).map((offer) => ({ refactoring, offer })));
  for (const { refactoring, offer } of rng.some(offers, 0, MOST_OFFERS)) {
    const change = offer.change?.();
    // What is commented out and back is held by the query builder's tests.
    if (!change || change.togglesComments || !isFaithful(change, opened.document)) continue;
    tried.add(refactoring.id);
    const files = filesAfter(opened, changeEdit(change, opened.document, context.client.actions));
    const after = files.get('random.segment.yaml')!;
    const why = `seed ${trial.seed}, ${refactoring.id}: “${offer.title}” at ${start}–${end} of\n${text}\n->\n${after}`;
    check(
      offer,
      files,
      trial,
      why,
      site.selected?.list.owner === undefined && site.selected?.from === site.selected?.to,
    );
    if (files.size === before) results.push(after);
  }
  return results.length > 0 ? rng.pick(results) : undefined;
}

function check(
  offer: Offer,
  files: ReadonlyMap<string, string>,
  { opened, world, text }: Trial,
  why: string,
  isTopRule: boolean,
): void {
  const after = files.get('random.segment.yaml')!;
  const { snapshot } = opened.document;
  const made = [...files].filter(([path]) => path.endsWith('.segment.yaml'));
  const ids = made.map(([path]) => path.slice(0, -'.segment.yaml'.length));
  for (const [path, content] of made) {
    if (content === opened.textAt(path)) continue;
    const id = path.slice(0, -'.segment.yaml'.length);
    const names = { has: (name: string) => ids.includes(name), ids: () => ids };
    const reading = readSegment(content, { uri: path, id, schema: snapshot.schema, segments: names });
    const errors = reading.diagnostics.filter(({ severity }) => severity === 'error');
    assert.deepEqual(errors, [], why);
  }
  const remarks = made.filter(([path]) => opened.textAt(path) !== files.get(path)).map(([, content]) => content);
  for (const remark of comments(text))
    assert.ok(
      remarks.some((content) => comments(content).includes(remark)),
      `${remark} is lost: ${why}`,
    );

  const segments = new Map([
    ...world.input.segments,
    ...made.map(([, content], index) => [ids[index]!, parse(content) as Doc] as const),
  ]);
  const seen: World = { ...world, input: { ...world.input, segments } };
  const rules = (parse(text) as { where: unknown[] }).where;
  const negates = offer.meaning === 'negated' && isTopRule && rules.length === 1;
  if (offer.meaning !== 'kept' && !negates) return;
  const before = membersOf(parse(text) as Doc, 'random', world);
  const found = membersOf(parse(after) as Doc, 'random', seen);
  if (offer.meaning === 'kept') assert.deepEqual([...found].sort(), [...before].sort(), why);
  if (negates) {
    const others = world.people.map(({ id }) => id).filter((id) => !before.has(id));
    assert.deepEqual([...found].sort(), others.sort(), why);
  }
}

function textFiles(project: RandomProject, text: string): ReadonlyMap<string, string> {
  const files = [...project.files].flatMap(([path, content]) =>
    path.endsWith('.yaml') || path.startsWith('lists/') ? [[path, String(content)] as const] : [],
  );
  return new Map([...files, ['random.segment.yaml', text]]);
}

/** In one of several styles, now and then with comments. */
function written(segment: Doc, rng: Rng): string {
  const plain = stringify(segment, { indentSeq: rng.chance(0.7), lineWidth: 0 });
  if (rng.chance(0.15)) return stringify(segment, { collectionStyle: 'flow', lineWidth: 0 });
  const formatted = formatText(plain, 'segment');
  const text = rng.chance(0.5) && formatted.ok ? formatted.text : plain;
  if (rng.chance(0.5) || /[|>]/.test(text)) return text;
  let count = 0;
  return text
    .split('\n')
    .flatMap((line) => {
      const indent = /^ */.exec(line)![0];
      if (line === '' || !rng.chance(0.25)) return [line];
      count++;
      return rng.chance(0.5) && indent !== '' ? [`${indent}# remark ${count}`, line] : [`${line} # remark ${count}`];
    })
    .join('\n');
}

function comments(text: string): readonly string[] {
  return [...tokens(text)].flatMap(({ source }) => (source.startsWith('#') ? [source.trimEnd()] : []));
}
