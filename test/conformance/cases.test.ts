/** The cases of `cases/*.yaml`: the product and the evaluator each hold exactly the users that the contract says. */
import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import { firstColumn } from '../../server/src/project/lists.ts';
import { calendarOf } from '../support/evaluator/calendar.ts';
import { buildWorld, membersOf } from '../support/evaluator/index.ts';
import { parseMoment } from '../support/evaluator/moments.ts';
import { type Case, type CaseFile, caseFiles } from './case-files.ts';
import { assertNoErrors, openProduct, type Product } from './product.ts';

for (const file of await caseFiles()) {
  describe(`${file.about} (${file.name})`, () => {
    let product: Product;
    before(async () => {
      product = await openProduct(file.files);
    });
    after(() => product?.close());

    for (const item of file.cases) {
      it(item.why, async () => {
        const expected = [...item.ids].sort();
        const asOf = item.asOf === undefined ? product.asOf : instantOf(item.asOf, file);
        if (item.evaluator) {
          assert.deepEqual([...evaluated(file, item, asOf)].sort(), expected, 'the evaluator differs');
        }
        const text = stringify(item.segment);
        const reading = product.read(text, item.id);
        assertNoErrors(reading, text);
        assert.deepEqual([...(await product.members(reading, asOf))].sort(), expected, `the product differs:\n${text}`);
      });
    }
  });
}

/** `as_of` given as a date is that local day's start. */
function instantOf(text: string, file: CaseFile): number {
  const calendar = calendarOf(String(file.schema['timezone']));
  const moment = parseMoment(text, calendar);
  if (moment === undefined || moment.kind === 'ago') throw new Error(`Not an instant: ${text}`);
  return moment.kind === 'day' ? calendar.dayStart(moment.day) : moment.at;
}

function evaluated(file: CaseFile, item: Case, asOf: number): ReadonlySet<string> {
  const { schema, users, events, segments } = file;
  const lists = new Map(Object.entries(file.lists).map(([path, csv]) => [path, firstColumn(String(csv))]));
  return membersOf(item.segment, item.id, buildWorld({ schema, users, events, segments, lists, asOf }));
}
