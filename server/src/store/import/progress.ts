/** How far an import is. `rows` counts the rows read, then the rows written. */
export interface ImportProgress {
  readonly phase: 'reading' | 'writing' | 'saving';
  readonly rows: number;
  /** Known from the phase `writing` on. */
  readonly totalRows?: number;
  /** Of the input files, as they lie there. */
  readonly bytes: number;
  readonly totalBytes: number;
}

const REPORT_EVERY = 100;

/** Reports are for people, so there are no more than ten a second, and one at the start of each phase. */
export function progressReport(totalBytes: number, onProgress: ((progress: ImportProgress) => void) | undefined) {
  let phase: ImportProgress['phase'] = 'reading';
  let rows = 0;
  let totalRows: number | undefined;
  let bytes = 0;
  let last = 0;
  const tell = (always: boolean): void => {
    const now = Date.now();
    if (onProgress === undefined || (!always && now - last < REPORT_EVERY)) return;
    last = now;
    onProgress({ phase, rows, bytes, totalBytes, ...(totalRows === undefined ? {} : { totalRows }) });
  };
  tell(true);
  const add = (more: number): void => {
    rows += more;
    tell(false);
  };
  return {
    read: add,
    written: add,
    bytes(more: number): void {
      bytes += more;
      tell(false);
    },
    writing(total: number): void {
      phase = 'writing';
      rows = 0;
      totalRows = total;
      tell(true);
    },
    saving(): void {
      phase = 'saving';
      tell(true);
    },
  };
}
