import type { ImportProgress } from '../store/import/progress.ts';
import type { Progress } from './runtime.ts';

/** How far an import is, for people. */
export function progressOf({ phase, rows, totalRows, bytes, totalBytes }: ImportProgress): Progress {
  const count = rows.toLocaleString('en');
  if (phase === 'saving') return { message: 'Saving the store', percentage: 99 };
  if (phase === 'reading') {
    const share = totalBytes > 0 ? bytes / totalBytes : 0;
    return { message: `${count} rows read`, percentage: Math.min(70, Math.round(share * 70)) };
  }
  const share = totalRows ? rows / totalRows : 0;
  return { message: `${count} rows written`, percentage: Math.min(98, 70 + Math.round(share * 28)) };
}
