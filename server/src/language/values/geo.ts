/** Distances and places on the sphere. */

const METERS = { m: 1, km: 1000, mi: 1609.344 } as const;

/** Meters of `5km`, `500m` or `2.5mi`; undefined for anything else. */
export function parseRadius(text: string): number | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,9})?)(km|mi|m)$/.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * METERS[match[2] as keyof typeof METERS];
}

/** `5km` or `1.5km` for meters, for sentences. */
export function radiusText(meters: number): string {
  return meters >= 1000 ? `${Number((meters / 1000).toFixed(3))} km` : `${Number(meters.toFixed(3))} m`;
}
