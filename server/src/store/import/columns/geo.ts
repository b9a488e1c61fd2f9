import { physicalColumn } from '../../physical.ts';
import type { ImportColumn } from './column.ts';
import { floats } from './growable.ts';
import { readNumber } from './numeric.ts';
import { readJson } from './text.ts';

/** Places, as two columns of degrees. */
export function geoColumn(): ImportColumn {
  const latitudes = floats();
  const longitudes = floats();
  let filled = 0;
  return {
    append(value) {
      const place = value === undefined || value === null ? undefined : readPlace(readJson(value));
      latitudes.push(place?.lat ?? Number.NaN);
      longitudes.push(place?.lon ?? Number.NaN);
      if (place !== undefined) filled++;
      return place !== undefined || value === undefined || value === null;
    },
    hasValues: () => filled > 0,
    finish() {
      const lat = latitudes.items();
      const lon = longitudes.items();
      return {
        physical: (stem) => physicalColumn('geo', stem, 'plain'),
        width: 2,
        bind(row, into, at) {
          const missing = Number.isNaN(lat[row]!);
          into[at] = missing ? null : lat[row]!;
          into[at + 1] = missing ? null : lon[row]!;
        },
      };
    },
  };
}

/** `{lat, lon}` in degrees; undefined when either is missing or off the globe. */
export function readPlace(value: unknown): { readonly lat: number; readonly lon: number } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const lat = readNumber((value as { lat?: unknown }).lat);
  const lon = readNumber((value as { lon?: unknown }).lon);
  if (lat === undefined || lon === undefined || Math.abs(lat) > 90 || Math.abs(lon) > 360) return undefined;
  return { lat, lon };
}
