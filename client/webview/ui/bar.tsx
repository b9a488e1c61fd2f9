import { classes } from './class-names.ts';

/** A bar of `part` in `whole`. Drawn in SVG, whose attributes need no inline style. The numbers beside it say the same. */
export function Bar({ part, whole, kind }: { readonly part: number; readonly whole: number; readonly kind?: string }) {
  const percent = whole > 0 ? Math.min(Math.max((100 * part) / whole, 0), 100) : 0;
  // Somebody is never drawn as nobody.
  const width = part > 0 ? Math.max(percent, 0.6) : 0;
  return (
    <svg className={classes('bar', kind)} aria-hidden="true" focusable="false">
      <rect className="bar-track" width="100%" height="100%" rx={2} />
      <rect className="bar-fill" width={`${width.toFixed(2)}%`} height="100%" rx={2} />
    </svg>
  );
}
