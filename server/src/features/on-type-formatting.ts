import type { DocumentOnTypeFormattingParams, TextEdit } from 'vscode-languageserver';
import { pathAt } from '../language/index.ts';
import type { Feature, FeatureDocument } from './feature.ts';
import { shapeAt } from './place/place.ts';

/**
 * What an editor's own rules of indentation cannot know: where a list begins. After Enter behind `any:` the first dash
 * comes by itself, at the right column; a dash typed among the keys of a rule moves to where rules begin.
 */
export const onTypeFormatting: Feature<DocumentOnTypeFormattingParams, TextEdit[]> = {
  method: 'textDocument/onTypeFormatting',
  capability: { documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n', moreTriggerCharacter: ['-'] } },
  provide: (document, { position, ch }) => {
    const lines = document.text.getText().split(/\r?\n/);
    const line = lines[position.line] ?? '';
    const before = lines.slice(0, position.line);
    const wanted =
      ch === '\n' && line.trim() === ''
        ? firstDash(before, document)
        : ch === '-' && line.trim() === '-'
          ? dashColumn(line.indexOf('-'), before, document)
          : undefined;
    const indent = /^\s*/.exec(line)?.[0].length ?? 0;
    if (wanted === undefined || (ch === '-' && wanted === indent)) return [];
    const start = { line: position.line, character: 0 };
    const end = { line: position.line, character: indent };
    return [{ range: { start, end }, newText: ' '.repeat(wanted) + (ch === '\n' ? '- ' : '') }];
  },
};

const KEY = /^(?<lead>\s*(?:-\s+)*)(?<key>[^\s#"'[\]{}][^:#]*|"[^"]*"|'[^']*'):\s*(?:#.*)?$/;

/** The column of the first dash of the list that the line above begins; undefined when it begins none. */
function firstDash(before: readonly string[], document: FeatureDocument): number | undefined {
  const above = before.at(-1) ?? '';
  const lead = KEY.exec(above)?.groups?.['lead'];
  return lead !== undefined && beginsList(before.length - 1, lead.length, document) ? lead.length + 2 : undefined;
}

/** Whether a list belongs under the key at a place, and nothing stands there yet but what is being typed below it. */
function beginsList(line: number, character: number, document: FeatureDocument): boolean {
  const { steps, at } = pathAt(document.tree, document.text.offsetAt({ line, character: character + 1 }));
  const last = steps.at(-1);
  if (at !== 'key' || last?.kind !== 'entry') return false;
  const { value } = last.entry;
  const typed = value?.kind === 'list' && document.text.positionAt(value.range.start).line > line;
  const isBegun = typed && value.items.some((item) => item.range.end > item.range.start);
  if (value && value.range.end > value.range.start && (!typed || isBegun)) return false;
  const { of } = shapeAt(steps, document.kind);
  return of === 'rules' || of === 'filters' || of === 'steps';
}

/** Where a dash belongs that was typed at a column: with those of the list that it goes on with. */
function dashColumn(typed: number, before: readonly string[], document: FeatureDocument): number | undefined {
  const last = before.findLastIndex((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  const above = before[last] ?? '';
  const lead = KEY.exec(above)?.groups?.['lead'];
  if (lead !== undefined && beginsList(last, lead.length, document)) return lead.length + 2;
  // A list of values begins where its author says.
  if (lead !== undefined && typed > lead.length) return undefined;
  const { node } = pathAt(document.tree, document.text.offsetAt({ line: last, character: above.length }));
  // In a text of several lines a dash is a dash.
  if (node?.kind === 'scalar' && node.style === 'block') return undefined;
  const dashes: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let at = last; at >= 0 && least > 0; at--) {
    const line = before[at] ?? '';
    const column = line.search(/[^\s]/);
    if (column < 0 || line[column] === '#' || column > least) continue;
    for (const dash of dashesOf(line)) if (dash < least) dashes.push(dash);
    least = Math.min(least, column);
  }
  const fitting = dashes.filter((column) => column <= typed);
  return fitting.length > 0 ? Math.max(...fitting) : dashes.length > 0 ? Math.min(...dashes) : undefined;
}

/** Columns of the dashes that a line begins with. */
function dashesOf(line: string): readonly number[] {
  const columns: number[] = [];
  for (
    let at = line.search(/[^\s]/);
    at >= 0 && /^-\s/.test(line.slice(at));
    at += line.slice(at + 1).search(/[^\s]/) + 1
  ) {
    columns.push(at);
    if (line.slice(at + 1).trim() === '') break;
  }
  return columns.reverse();
}
