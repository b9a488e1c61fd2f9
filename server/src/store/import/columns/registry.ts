import type { PropertyType } from '../../../language/schema/model.ts';
import type { ColumnContext, ImportColumn } from './column.ts';
import { geoColumn } from './geo.ts';
import { booleanColumn, doubleColumn, readDate, readInstant, readNumber } from './numeric.ts';
import { listColumn, readText, stringColumn, versionColumn } from './text.ts';

/** How each type of the language is read from data and kept until it is written. */
export const importColumns = {
  string: stringColumn,
  number: () => doubleColumn('number', readNumber),
  version: versionColumn,
  boolean: booleanColumn,
  datetime: (context) => doubleColumn('datetime', (value) => readInstant(value, context)),
  date: (context) => doubleColumn('date', (value) => readDate(value, context)),
  'list<string>': () => listColumn('list<string>', readText),
  'list<number>': () => listColumn('list<number>', readNumber),
  geo: geoColumn,
} satisfies Record<PropertyType, (context: ColumnContext) => ImportColumn>;
