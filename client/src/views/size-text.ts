import * as vscode from 'vscode';
import type { SegmentSize } from '../../../server/src/protocol/index.ts';

const number = (value: number) => new Intl.NumberFormat(vscode.env.language).format(value);

/** A size as it stands beside a name, and in words. */
export function sizeText(size: SegmentSize | undefined): { readonly short: string; readonly long: string } | undefined {
  if (!size) return undefined;
  if (size.state !== 'counted') return { short: size.state === 'invalid' ? '–' : '', long: size.message };
  const total = number(size.total);
  const all = vscode.l10n.t('{0} of {1} users', total, number(size.of));
  const { change } = size;
  if (!change) return { short: total, long: all };
  if (change.state === 'new') {
    return { short: vscode.l10n.t('{0} · new', total), long: vscode.l10n.t('{0}, not committed yet', all) };
  }
  if (change.state === 'same' || (change.entered === 0 && change.left === 0)) {
    return {
      short: vscode.l10n.t('{0} · same', total),
      long: vscode.l10n.t('{0}, the same as in the last commit', all),
    };
  }
  const [entered, left] = [number(change.entered), number(change.left)];
  return {
    short: `${total} · +${entered} −${left}`,
    long: vscode.l10n.t('{0}; against the last commit {1} entered and {2} left', all, entered, left),
  };
}
