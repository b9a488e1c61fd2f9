/** Every dialect by its id, as `segments sql --dialect` names it. */
import type { Dialect } from './base.ts';
import { sqlite } from './sqlite.ts';

export const dialects = { sqlite } as const satisfies Record<string, Dialect>;

export type DialectId = keyof typeof dialects;
