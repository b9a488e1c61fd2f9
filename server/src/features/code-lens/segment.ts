import type { CodeLens, Range } from 'vscode-languageserver';
import { errorsIn } from '../../language/index.ts';
import type { ProjectSnapshot } from '../../project/index.ts';
import { counted, countText, shareText } from '../count-words.ts';
import type { SegmentChange } from '../data.ts';
import type { FeatureContext, FeatureDocument } from '../feature.ts';
import { titled, unresolved } from './lens.ts';

/** Above a segment: its size, to be found when it is seen, and how it differs from the last commit. */
export function segmentLenses(document: FeatureDocument, context: FeatureContext): CodeLens[] {
  const { data, settings } = context;
  const { uri, text } = document;
  const { totals, changes } = settings.codeLens;
  const reading = document.snapshot.reading(uri);
  if (!reading || !(totals || changes) || !data.of(uri)) return [];
  const at = text.positionAt(document.tree.root?.range.start ?? 0);
  const range: Range = { start: at, end: at };
  if (reading.hasErrors) return totals ? [problems(range, reading.diagnostics, context)] : [];
  const change = changes ? changeTitle(data.change(uri)) : undefined;
  return [
    ...(totals ? [unresolved(range, { uri: text.uri, about: 'total' })] : []),
    ...(change === undefined ? [] : [titled(range, change, showing(text.uri, context, 'compare'))]),
  ];
}

/** `412 users · 4.2% · 380 reachable`. */
export async function resolveTotal(
  { range }: CodeLens,
  uri: string,
  snapshot: ProjectSnapshot,
  context: FeatureContext,
): Promise<CodeLens> {
  const numbers = await context.data.numbers(uri);
  if (numbers.state === 'absent') {
    const blockers = snapshot.blockers(uri).map(({ diagnostic }) => diagnostic);
    return blockers.length > 0 ? problems(range, blockers, context) : titled(range, 'not counted');
  }
  const current = numbers.state === 'counted' && numbers.reading === snapshot.reading(uri) ? numbers : undefined;
  if (!current) return titled(range, '… users', showing(uri, context));
  const { total, of, reachableAny } = current;
  const parts = [counted(total, 'user'), shareText(total, of)];
  if (reachableAny !== undefined) parts.push(`${countText(reachableAny)} reachable`);
  return titled(range, parts.join(' · '), showing(uri, context));
}

function changeTitle(change: SegmentChange | undefined): string | undefined {
  switch (change?.state) {
    case 'new':
      return 'new since HEAD';
    case 'counting':
      return '… against HEAD';
    case 'changed': {
      const { entered, left } = change;
      if (entered === 0 && left === 0) return 'same users as HEAD';
      return `+${countText(entered)} −${countText(left)} against HEAD`;
    }
    default:
      return undefined;
  }
}

function problems(
  range: Range,
  diagnostics: readonly { readonly severity: string }[],
  { client }: FeatureContext,
): CodeLens {
  const errors = errorsIn(diagnostics).length;
  const action = client.ownCommands ? { command: 'workbench.actions.view.problems' } : undefined;
  return titled(range, counted(errors, 'problem'), action);
}

/** Opens the insights, where `section` says at what. */
const showing = (uri: string, { client }: FeatureContext, section?: string) =>
  client.ownCommands
    ? { command: 'segments.showInsights', arguments: section === undefined ? [uri] : [uri, section] }
    : undefined;
