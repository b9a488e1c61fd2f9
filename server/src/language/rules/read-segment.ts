/** A segment file: from its text to the segment and all that is wrong with it. */
import { report } from '../checks/check.ts';
import { visit } from '../checks/edits.ts';
import { emptyValue } from '../checks/empty-value.ts';
import { missingKey } from '../checks/missing-key.ts';
import { liveNeedsSequence } from '../checks/rules/live-needs-sequence.ts';
import { nulCharacter } from '../checks/rules/nul-character.ts';
import { type Diagnostic, errorsIn, type Range } from '../diagnostic.ts';
import type { Rule, Segment } from '../model.ts';
import type { ProjectSchema } from '../schema/model.ts';
import { parseYaml } from '../syntax/index.ts';
import type { MapNode, Tree } from '../syntax/tree.ts';
import type { RuleContext, SegmentNames } from './context.ts';
import { type Fields, present, readFields, readText, reportWrong, wordOf } from './fields.ts';
import { checkMeaning } from './meaning/index.ts';
import { parseRules } from './parse.ts';
import { segmentKeys } from './segment-keys.ts';

/** A segment file as read. `segment` holds every rule without errors; undefined when nothing is readable. */
export interface SegmentReading {
  readonly tree: Tree;
  readonly uri: string;
  readonly id: string;
  readonly segment: Segment | undefined;
  /** All of this file alone, in order of their places. */
  readonly diagnostics: readonly Diagnostic[];
  readonly hasErrors: boolean;
}

export interface ReadSegmentOptions {
  readonly uri: string;
  readonly id: string;
  readonly schema: ProjectSchema;
  readonly segments: SegmentNames;
}

/** Reads, binds and checks one file. Never throws: hostile text is diagnostics too. */
export function readSegment(text: string, options: ReadSegmentOptions): SegmentReading {
  const tree = parseYaml(text);
  const diagnostics: Diagnostic[] = [...tree.diagnostics];
  const context: RuleContext = {
    schema: options.schema,
    segments: options.segments,
    segmentId: options.id,
    text: tree.text,
    place: 'segment',
    report: (diagnostic) => diagnostics.push(diagnostic),
  };
  const segment = readRoot(tree, options, context);
  checkNul(tree, context);
  if (segment !== undefined) {
    checkMeaning(segment.where, context);
    checkLive(segment, tree, context);
  }
  diagnostics.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const hasErrors = errorsIn(diagnostics).length > 0;
  return { tree, uri: options.uri, id: options.id, segment, diagnostics, hasErrors };
}

function firstLine({ text }: Tree): Range {
  const end = text.search(/\r?\n|$/);
  return { start: 0, end: Math.max(0, end) };
}

function readRoot(tree: Tree, { uri, id }: ReadSegmentOptions, context: RuleContext): Segment | undefined {
  const { root } = tree;
  if (root === undefined || (root.kind === 'scalar' && root.value === null)) {
    // Where the syntax is broken the missing keys are its consequence.
    if (errorsIn(tree.diagnostics).length === 0) {
      reportMissing('name', tree, context);
      reportMissing('where', tree, context);
    }
    return undefined;
  }
  if (root.kind !== 'map') return reportWrong(root, 'A segment file', 'keys such as name and where', context);
  return readFile(root, tree, { uri, id }, context);
}

function readFile(
  root: MapNode,
  tree: Tree,
  { uri, id }: { readonly uri: string; readonly id: string },
  context: RuleContext,
): Segment {
  const fields = readFields(
    root,
    segmentKeys.map(({ name }) => name),
    'a segment',
    context,
  );
  const name = readOptionalText('name', fields, context);
  if (fields.get('name') === undefined) reportMissing('name', tree, context);
  const description = readOptionalText('description', fields, context);
  const owner = readOptionalText('owner', fields, context);
  const prompt = readOptionalText('prompt', fields, context);
  return {
    id,
    uri,
    name: name ?? id,
    nameRange: fields.get('name')?.value?.range ?? firstLine(tree),
    ...(description === undefined ? {} : { description }),
    type: readType(fields, context),
    ...(owner === undefined ? {} : { owner }),
    tags: readTags(fields, context),
    ...(prompt === undefined ? {} : { prompt }),
    where: readWhere(fields, tree, context),
  };
}

function reportMissing(key: 'name' | 'where', tree: Tree, context: RuleContext): void {
  const { text } = tree;
  const bom = text.startsWith('\ufeff') ? 1 : 0;
  const end = text.endsWith('\n') || text.length === bom ? text : `${text}\n`;
  const insert =
    key === 'name'
      ? { at: bom, text: 'name: New segment\n' }
      : { at: text.length, text: `${end.slice(text.length)}where:\n  - ` };
  context.report(report(missingKey, firstLine(tree), { key, where: 'A segment', insert }));
}

function readOptionalText(key: string, fields: Fields, context: RuleContext): string | undefined {
  const entry = fields.get(key);
  const node = entry && present(entry, 'a text', context);
  const text = node && readText(node, key, context);
  if (entry !== undefined && text?.trim() === '') {
    context.report(report(emptyValue, entry.range, { key, needs: 'a text' }));
  }
  return text;
}

function readType(fields: Fields, context: RuleContext): Segment['type'] {
  const entry = fields.get('type');
  const node = entry && present(entry, 'past_behavior or live', context);
  if (node === undefined) return 'past_behavior';
  if (node.kind === 'scalar' && (node.value === 'live' || node.value === 'past_behavior')) return node.value;
  const text = node.kind === 'scalar' ? String(node.value).toLowerCase() : '';
  const replacement = /^(live|real)/.test(text) ? 'live' : /^past/.test(text) ? 'past_behavior' : undefined;
  reportWrong(node, 'type', 'past_behavior or live', context, replacement, wordOf(node));
  return 'past_behavior';
}

function readTags(fields: Fields, context: RuleContext): readonly string[] {
  const entry = fields.get('tags');
  const node = entry && present(entry, 'a list of words', context);
  if (node === undefined) return [];
  if (node.kind !== 'list') {
    reportWrong(node, 'tags', 'a list of words', context, node.kind === 'scalar' ? `[${node.source}]` : undefined);
    return [];
  }
  return node.items.flatMap((item) => readText(item, 'tags', context) ?? []);
}

function readWhere(fields: Fields, tree: Tree, context: RuleContext): readonly Rule[] {
  const entry = fields.get('where');
  if (entry === undefined) {
    reportMissing('where', tree, context);
    return [];
  }
  const node = present(entry, 'at least one rule', context);
  return parseRules(node, context).map(({ rule }) => rule);
}

/** A NUL that is written as an escape; a raw one is found by the syntax. */
function checkNul(tree: Tree, context: RuleContext): void {
  const seen = new Set<number>();
  visit(tree.root, (node) => {
    if (node.kind !== 'scalar' || typeof node.value !== 'string' || !node.value.includes('\0')) return;
    if (node.source.includes('\0') || seen.has(node.range.start)) return;
    seen.add(node.range.start);
    context.report(report(nulCharacter, node.range, {}));
  });
}

/** A live segment needs a sequence to watch. Not said when a broken sequence was left out. */
function checkLive(segment: Segment, tree: Tree, context: RuleContext): void {
  if (segment.type !== 'live' || tree.root?.kind !== 'map') return;
  const holds = (rule: Rule): boolean => rule.kind === 'sequence' || (rule.kind === 'all' && rule.of.some(holds));
  if (segment.where.some(holds)) return;
  let written = false;
  visit(tree.root, (node) => {
    if (node.kind === 'map') written ||= node.entries.some(({ key }) => key.value === 'sequence');
  });
  const broken = written && segment.where.length === 0;
  const entry = tree.root.entries.find(({ key }) => key.value === 'type');
  if (!broken && entry?.value !== undefined) context.report(report(liveNeedsSequence, entry.value.range, {}));
}
