/** All hints from the data by their code. One file a code, one line here. */
import type { DataCheck } from './data-check.ts';
import { matchesEverybody } from './matches-everybody.ts';
import { matchesNobody } from './matches-nobody.ts';
import { mostlyMissing } from './mostly-missing.ts';
import { staleEvent } from './stale-event.ts';
import { unseenEvent } from './unseen-event.ts';
import { unseenValue } from './unseen-value.ts';

export const dataChecks = {
  'matches-nobody': matchesNobody,
  'matches-everybody': matchesEverybody,
  'unseen-value': unseenValue,
  'mostly-missing': mostlyMissing,
  'unseen-event': unseenEvent,
  'stale-event': staleEvent,
} as const satisfies Record<string, DataCheck<never>>;
