import * as vscode from 'vscode';
import type { EventVolume, PropertyVolume, Volume } from '../../../server/src/protocol/index.ts';

const number = (value: number) => new Intl.NumberFormat(vscode.env.language).format(value);
const compact = (value: number) => new Intl.NumberFormat(vscode.env.language, { notation: 'compact' }).format(value);

/** What the data holds of something, as it stands beside a name, and in words. */
export function volumeText(
  volume: EventVolume | PropertyVolume | undefined,
): { readonly short: string; readonly long: string } | undefined {
  if (!volume) return undefined;
  if (volume.kind === 'event') {
    if (volume.rows === 0 || volume.last === null) {
      return { short: vscode.l10n.t('never'), long: vscode.l10n.t('never in the data') };
    }
    const last = dayOf(volume.last);
    return {
      short: `${compact(volume.rows)} · ${last}`,
      long: vscode.l10n.t('{0} events of {1} users, last seen {2}', number(volume.rows), number(volume.users), last),
    };
  }
  const { present, total } = volume;
  if (total === 0) return undefined;
  const share = shareText(present, total);
  return { short: share, long: vscode.l10n.t('{0} of {1} have it ({2})', number(present), number(total), share) };
}

/** The most frequent values with their users. */
export function valuesText(volume: Volume | undefined): string | undefined {
  if (volume?.kind !== 'property' || volume.values.length === 0) return undefined;
  return volume.values.map(({ value, users }) => `${value} (${number(users)})`).join(', ');
}

function shareText(part: number, whole: number): string {
  const fraction = part / whole;
  // Some is never said as none, some missing never as all.
  if (fraction > 0 && fraction < 0.01) return '<1%';
  if (fraction < 1 && fraction > 0.99) return '>99%';
  return new Intl.NumberFormat(vscode.env.language, { style: 'percent' }).format(fraction);
}

/** The day of an instant; its year only where it is another than this one. */
function dayOf(iso: string): string {
  const date = new Date(iso);
  const year = date.getFullYear() === new Date().getFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(vscode.env.language, { day: 'numeric', month: 'short', ...year }).format(date);
}
