import { Composer, type Document, Parser } from 'yaml';
import { report } from '../checks/check.ts';
import { notText } from '../checks/syntax/not-text.ts';
import { severalDocuments } from '../checks/syntax/several-documents.ts';
import { tooLarge } from '../checks/syntax/too-large.ts';
import { yamlSyntax } from '../checks/syntax/yaml-syntax.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { convert, firstLine } from './convert.ts';
import { friendly } from './messages.ts';
import { type Patch, type Patched, patchText } from './patch.ts';
import { type Guess, guesses, type YamlErrorPlace } from './recover.ts';
import { type Scan, scan } from './scan.ts';
import type { Tree } from './tree.ts';

/** Far beyond any file a person writes, and low enough that the worst file is refused or read within a second or two. */
export const LIMITS = {
  characters: 4 * 1024 * 1024,
  depth: 64,
  tokens: 1_500_000,
  aliasNodes: 20_000,
  /** Problems reported for one file; more of them help nobody. */
  problems: 100,
} as const;

/** How many characters may be parsed again in search of a better reading of a broken text. */
const RECOVERY_BUDGET = 600_000;

/** Guesses kept for one text, and errors beyond which guessing is pointless. */
const MOST_GUESSES = 25;
const HOPELESS = 500;

/** Reads YAML 1.2 (core schema). Never throws and never hangs: what is wrong is a diagnostic, what can be read is there. */
export function parseYaml(text: string): Tree {
  const looked = look(text);
  if ('refused' in looked) return { text, root: undefined, diagnostics: [looked.refused] };
  try {
    return read(text, looked.lexemes);
  } catch (error) {
    // The pre-scan bounds the nesting, so this is for what neither it nor the parser below us foresees.
    if (!(error instanceof RangeError)) throw error;
    return { text, root: undefined, diagnostics: [tooDeep(text)] };
  }
}

/** Takes the text apart, unless it is more than is read. */
function look(text: string): { readonly lexemes: Scan['lexemes'] } | { readonly refused: Diagnostic } {
  const tooMuch = (what: string, limit: string) => ({ refused: report(tooLarge, firstLine(text), { what, limit }) });
  if (text.length > LIMITS.characters) return tooMuch('is too long', `${LIMITS.characters / 1024 / 1024} MB`);
  const { depth, tokens, lexemes } = scanned(text);
  if (depth > SCANNED.depth) return { refused: tooDeep(text) };
  if (tokens > SCANNED.tokens) {
    return tooMuch('holds too many values', `${LIMITS.tokens.toLocaleString('en')} parts`);
  }
  return { lexemes };
}

/** Twice the depth: the scan counts a list below its key as one level more than the tree does. */
const SCANNED = { depth: LIMITS.depth * 2, tokens: LIMITS.tokens };

const scanned = (text: string): Scan => scan(text.replaceAll('\0', '\ufffd'), SCANNED);

function tooDeep(text: string): Diagnostic {
  return report(tooLarge, firstLine(text), { what: 'is nested too deeply', limit: `${LIMITS.depth} levels` });
}

function read(text: string, lexemes: Scan['lexemes']): Tree {
  const diagnostics: Diagnostic[] = [];
  for (let at = text.indexOf('\0'); at >= 0 && diagnostics.length < LIMITS.problems; at = text.indexOf('\0', at + 1)) {
    diagnostics.push(report(notText, { start: at, end: at + 1 }, { why: 'nul' }));
  }
  const { document, patched, errors, problems, second } = parseTolerantly(text, lexemes);
  const { toOriginal } = patched;
  for (const { range, problem } of problems) diagnostics.push(report(yamlSyntax, range, problem));
  for (const { range, problem } of friendly(patched.text, errors)) {
    const start = toOriginal(range.start);
    const end = Math.max(start, toOriginal(range.end));
    const edits = problem.mend?.edits.map((edit) => ({
      ...edit,
      start: toOriginal(edit.start),
      end: toOriginal(edit.end),
    }));
    const mend = problem.mend && edits ? { mend: { ...problem.mend, edits } } : {};
    diagnostics.push(report(yamlSyntax, { start, end }, { message: problem.message, ...mend }));
  }
  if (second !== undefined) {
    const start = toOriginal(second);
    diagnostics.push(report(severalDocuments, { start, end: Math.min(text.length, start + 3) }, null));
  }
  const options = { text, toOriginal, maxDepth: LIMITS.depth, maxAliasNodes: LIMITS.aliasNodes };
  const converted = document ? convert(document, options) : { root: undefined, diagnostics: [] };
  return {
    text,
    root: converted.root,
    diagnostics: firstOf([...diagnostics, ...converted.diagnostics]),
  };
}

/** In the order of the text. The ones that concern the whole file come first and so are never cut. */
function firstOf(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort((a, b) => a.range.start - b.range.start).slice(0, LIMITS.problems);
}

interface Parsed {
  readonly document: Document.Parsed | undefined;
  readonly errors: readonly YamlErrorPlace[];
  /** Where a second document begins. */
  readonly second: number | undefined;
}

interface Reading extends Parsed {
  readonly patched: Patched;
  readonly problems: Guess['problems'];
}

/** Parses, and while there are errors tries the guesses for them; the reading with the fewest errors is kept. */
function parseTolerantly(text: string, lexemes: Scan['lexemes']): Reading {
  const patched = patchText(text, []) as Patched;
  let best: Reading = { ...parseOnce(text, lexemes), patched, problems: [] };
  let budget = RECOVERY_BUDGET;
  for (let kept = 0; kept < MOST_GUESSES && best.errors.length > 0 && best.errors.length < HOPELESS; kept++) {
    let better: Reading | undefined;
    let certain: Reading | undefined;
    for (const guess of guesses(best.patched.text, best.errors)) {
      budget -= best.patched.text.length + 200;
      if (budget < 0) return best;
      const attempt = tryGuess(best, guess);
      if (attempt === undefined) continue;
      if (guess.certain) certain ??= attempt;
      if (attempt.errors.length < (better ?? best).errors.length) better = attempt;
      if (attempt.errors.length === 0) break;
    }
    better ??= certain;
    if (better === undefined) return best;
    best = better;
  }
  return best;
}

function tryGuess(before: Reading, guess: Guess): Reading | undefined {
  const { toOriginal, patches, original } = before.patched;
  const back = (patch: Patch): Patch => ({ ...patch, start: toOriginal(patch.start), end: toOriginal(patch.end) });
  const patched = patchText(original, [...patches, ...guess.patches.map(back)]);
  if (patched === undefined) return undefined;
  const { depth, tokens, lexemes } = scanned(patched.text);
  if (depth > SCANNED.depth || tokens > SCANNED.tokens) return undefined;
  const problems = guess.problems.map(({ range, problem }) => ({
    range: { start: toOriginal(range.start), end: toOriginal(range.end) },
    problem: problem.mend ? { ...problem, mend: { ...problem.mend, edits: problem.mend.edits.map(back) } } : problem,
  }));
  return { ...parseOnce(patched.text, lexemes), patched, problems: [...before.problems, ...problems] };
}

/** What `parseAllDocuments` of the library does, but with lexemes that are at hand. */
function parseOnce(text: string, lexemes: Scan['lexemes']): Parsed {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    // Ours is linear, and a wrong key must not hide the entry's neighbours.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const documents = [...composer.compose(piecesOf(lexemes))];
  if (documents.length === 0) return { document: undefined, errors: places(composer.streamInfo()), second: undefined };
  const [document, next] = documents;
  const filled = documents.slice(1).find(({ contents, range }) => contents !== null || range[0] < range[1]);
  const errors = document ? places(document).sort((a, b) => a.start - b.start) : [];
  return { document, errors, second: next && filled ? secondStart(text, next.range[0]) : undefined };
}

function* piecesOf(lexemes: Scan['lexemes']) {
  const parser = new Parser();
  for (const lexeme of lexemes) yield* parser.next(lexeme);
  yield* parser.end();
}

function places({ errors, warnings }: Pick<Document.Parsed, 'errors' | 'warnings'>): YamlErrorPlace[] {
  const directives = warnings.filter(({ code }) => code === 'BAD_DIRECTIVE');
  return [...errors, ...directives].map(({ code, message, pos: [start, end] }) => ({ code, message, start, end }));
}

/** A document's range begins after its `---`; the marker itself is what the author sees. */
function secondStart(text: string, start: number): number {
  const marker = text.lastIndexOf('\n---', start);
  return marker < 0 ? start : marker + 1;
}
