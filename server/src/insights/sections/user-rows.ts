import type { ProjectSchema } from '../../language/schema/model.ts';
import type { CellValue, InsightsColumns, UserRow } from '../../protocol/index.ts';
import type { Row, Value } from '../../store/ports.ts';

/** What columns of users hold; personal ones are masked unless they were revealed. */
export const columnsOf = (names: readonly string[], schema: ProjectSchema, revealed: boolean): InsightsColumns =>
  names.map((name) => {
    const property = schema.users.get(name);
    return { name, type: property?.type ?? 'string', masked: property?.pii === true && !revealed };
  });

export const cellsOf = ({ id, properties }: Row, names: readonly string[]): UserRow => ({
  id,
  cells: names.map((name) => cell(properties[name] ?? null)),
});

/** Lists and places as JSON. */
const cell = (value: Value): CellValue => (value !== null && typeof value === 'object' ? JSON.stringify(value) : value);
