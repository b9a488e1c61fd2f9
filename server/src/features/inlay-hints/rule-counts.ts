import type { InlayHint, InlayHintLabelPart } from 'vscode-languageserver';
import type { NumberedRule } from '../../insights/index.ts';
import { describeRule } from '../../language/index.ts';
import type { Rule } from '../../language/model.ts';
import { counted, countText, shareText } from '../count-words.ts';
import type { CountedSegment } from '../data.ts';
import { escapeMarkdown } from '../describe-names.ts';
import type { FeatureContext, FeatureDocument } from '../feature.ts';

/** At each rule, of groups too, its users and those left after it; `…` while they are being counted. */
export async function ruleCountHints(
  document: FeatureDocument,
  context: FeatureContext,
): Promise<readonly InlayHint[]> {
  const numbers = await context.data.numbers(document.uri);
  if (numbers.state === 'absent') return [];
  const reading = document.snapshot.reading(document.uri);
  if (numbers.state === 'counting' || numbers.reading !== reading) {
    return rulesOf(reading?.segment?.where ?? []).map((rule) => hintAt(rule, '…', document));
  }
  return numbers.rules.map((numbered) => hintOf(numbered, numbers, document, context));
}

const rulesOf = (rules: readonly Rule[]): readonly Rule[] =>
  rules.flatMap((rule) => ('of' in rule ? [rule, ...rulesOf(rule.of)] : [rule]));

function hintOf(
  numbered: NumberedRule,
  { of }: CountedSegment,
  document: FeatureDocument,
  { client }: FeatureContext,
): InlayHint {
  const { rule, alone, remaining } = numbered;
  const list = listOf(numbered);
  const value =
    alone === remaining ? counted(alone, 'user') : `${countText(alone)} · ${countText(remaining)} ${LEFT[list]}`;
  const tooltip = [
    `**${counted(alone, 'user')}** ${alone === 1 ? 'holds' : 'hold'} this rule, ${shareText(alone, of)} of all ${countText(of)}.`,
    `**${countText(remaining)}** ${REMAINING[list]}`,
    escapeMarkdown(describeRule(rule, document.snapshot.schema)),
  ].join('\n\n');
  const part: InlayHintLabelPart = {
    value,
    tooltip: { kind: 'markdown', value: tooltip },
    ...(client.ownCommands
      ? { command: { title: 'Show Insights', command: 'segments.showInsights', arguments: [document.text.uri] } }
      : {}),
  };
  return hintAt(rule, [part], document);
}

type List = 'all' | 'any' | 'none';

/** What the list that a rule stands in asks of its rules. */
function listOf({ path }: NumberedRule): List {
  const key = path.at(-2);
  return key === 'any' || key === 'none' ? key : 'all';
}

const LEFT: Readonly<Record<List, string>> = { all: 'left', any: 'together', none: 'left' };

const REMAINING: Readonly<Record<List, string>> = {
  all: 'are left after it and the rules above it.',
  any: 'hold it or a rule above it in its group.',
  none: 'are left without those who hold it or a rule above it in its group.',
};

/** Behind the line of the key that says what the rule is; inside brackets behind the rule. */
function hintAt(rule: Rule, label: InlayHint['label'], { text, tree }: FeatureDocument): InlayHint {
  const inBrackets = tree.text[rule.range.start] === '{';
  const end = lineEnd(tree.text, rule.keyRange.end);
  const offset = inBrackets && rule.range.end < end ? rule.range.end : end;
  return { position: text.positionAt(offset), label, paddingLeft: true };
}

function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  const end = newline < 0 ? text.length : newline;
  return end - (/[ \t\r]*$/.exec(text.slice(offset, end))?.[0].length ?? 0);
}
