import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensEdit,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from 'vscode-languageserver';
import type { Feature, FeatureDocument } from '../feature.ts';
import { TOKEN_MODIFIERS, TOKEN_TYPES, type Token, tokensOf } from './tokens.ts';

const CAPABILITY = {
  semanticTokensProvider: {
    legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
    full: { delta: true },
    range: true,
  },
};

/** Colours by meaning: what a name is, whether it is declared, whether it is deprecated. */
export const semanticTokens: Feature<SemanticTokensParams, SemanticTokens> = {
  method: 'textDocument/semanticTokens/full',
  capability: CAPABILITY,
  provide: (document) => answer(document.uri, encoded(tokensOf(document), document)),
};

/** What differs from an earlier answer; all of it when that one is no longer known. */
export const semanticTokensDelta: Feature<SemanticTokensDeltaParams, SemanticTokens | SemanticTokensDelta> = {
  method: 'textDocument/semanticTokens/full/delta',
  capability: CAPABILITY,
  provide: (document, { previousResultId }) => {
    const before = latest.get(document.uri);
    const now = answer(document.uri, encoded(tokensOf(document), document));
    if (before?.resultId !== previousResultId) return now;
    return { resultId: now.resultId!, edits: difference(before.data, now.data) };
  },
};

/** Those of the lines that are in view, for a document that was just opened. */
export const semanticTokensRange: Feature<SemanticTokensRangeParams, SemanticTokens> = {
  method: 'textDocument/semanticTokens/range',
  capability: CAPABILITY,
  provide: (document, { range }) => {
    const [start, end] = [document.text.offsetAt(range.start), document.text.offsetAt(range.end)];
    const tokens = tokensOf(document).filter((token) => token.range.start < end && token.range.end > start);
    return { data: encoded(tokens, document) };
  },
};

interface Answer {
  readonly resultId: string;
  readonly data: number[];
}

/** The last answer for each document, to tell the next by what differs. */
const latest = new Map<string, Answer>();
const MOST_DOCUMENTS = 50;
let counter = 0;

function answer(uri: string, data: number[]): Answer {
  counter++;
  const made = { resultId: String(counter), data };
  latest.delete(uri);
  latest.set(uri, made);
  if (latest.size > MOST_DOCUMENTS) latest.delete(latest.keys().next().value!);
  return made;
}

/** As the protocol writes them: five numbers a token, places relative to the token before, no token over several lines. */
function encoded(tokens: readonly Token[], { text }: FeatureDocument): number[] {
  const data: number[] = [];
  let [line, character] = [0, 0];
  for (const { range, type, modifiers } of tokens) {
    const start = text.positionAt(range.start);
    const end = text.positionAt(range.end);
    // A name over several lines is coloured as a text.
    if (start.line !== end.line || end.character === start.character) continue;
    const bits = modifiers.reduce((all, modifier) => all | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
    const delta = start.line === line ? start.character - character : start.character;
    data.push(start.line - line, delta, end.character - start.character, TOKEN_TYPES.indexOf(type), bits);
    [line, character] = [start.line, start.character];
  }
  return data;
}

/** One edit from the first number that differs to the last. */
function difference(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  if (head === before.length && head === after.length) return [];
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [{ start: head, deleteCount: before.length - head - tail, data: after.slice(head, after.length - tail) }];
}
