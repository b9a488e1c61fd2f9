/** One value as written, of its property's type and in its closed set. */
import { report } from '../checks/check.ts';
import { emptyValue } from '../checks/empty-value.ts';
import { invalidVersion } from '../checks/rules/invalid-version.ts';
import { unquotedVersion } from '../checks/rules/unquoted-version.ts';
import { valueNotInSet } from '../checks/rules/value-not-in-set.ts';
import { wrongValue } from '../checks/wrong-value.ts';
import { ranked } from '../operators/comparison.ts';
import type { Property, PropertyType } from '../schema/model.ts';
import { suggest } from '../schema/suggest.ts';
import type { SyntaxNode } from '../syntax/tree.ts';
import { versionKey } from '../values/index.ts';
import type { RuleContext } from './context.ts';
import { isNothing, readFlag, readNumber, readText, reportWrong } from './fields.ts';

/** What an operator is asked of. `type` is absent for an undeclared property: anything may stand there. */
export interface OperandSubject {
  readonly name: string;
  readonly type: PropertyType | undefined;
  readonly property?: Property;
}

export type Value = string | number | boolean;

const COMPARISONS: ReadonlySet<string> = new Set(['gt', 'gte', 'lt', 'lte', 'between']);

/** One value of the subject's type, in its set if that is closed. */
export function readValue(
  node: SyntaxNode,
  key: string,
  subject: OperandSubject,
  context: RuleContext,
): Value | undefined {
  if (isNothing(node)) {
    context.report(report(emptyValue, (node as SyntaxNode).range, { key, needs: 'a value' }));
    return undefined;
  }
  if (node.kind !== 'scalar') return reportNotOne(node, key, context);
  const given = readTyped(node, key, subject.type, context);
  // Any number or version bounds a set; only in an ordered one the bound itself must be of the set.
  if (COMPARISONS.has(key) && !isRank(subject)) return given;
  return given === undefined || !isClosedOut(given, node, subject, context) ? given : undefined;
}

/** The operator that takes several of what this one takes one of. */
const FOR_SEVERAL: Readonly<Record<string, string>> = { is: 'in', is_not: 'not_in', includes: 'includes_any' };

function reportNotOne(node: SyntaxNode, key: string, context: RuleContext): undefined {
  const useKey = node.kind === 'list' ? FOR_SEVERAL[key] : undefined;
  if (useKey === undefined) return reportWrong(node, key, 'one value', context);
  const data = { key, expected: `one value (for several there is ${useKey})`, found: 'a list', useKey };
  context.report(report(wrongValue, node.range, data));
  return undefined;
}

function readTyped(
  node: SyntaxNode & { kind: 'scalar' },
  key: string,
  type: PropertyType | undefined,
  context: RuleContext,
): Value | undefined {
  switch (type) {
    case 'number':
    case 'list<number>':
      return readNumber(node, key, context);
    case 'boolean':
      return readFlag(node, key, context);
    case 'version':
      return readVersion(node, key, context);
    case undefined:
      return node.value ?? undefined;
    default:
      return readText(node, key, context);
  }
}

function readVersion(node: SyntaxNode & { kind: 'scalar' }, key: string, context: RuleContext): string | undefined {
  if (typeof node.value === 'number') {
    context.report(report(unquotedVersion, node.range, { source: node.source }, { suggestions: [`"${node.source}"`] }));
    return undefined;
  }
  const text = readText(node, key, context);
  if (text === undefined || versionKey(text) !== undefined) return text;
  context.report(report(invalidVersion, node.range, { text }));
  return undefined;
}

/** Reports a value that a closed set does not hold. */
function isClosedOut(
  given: Value,
  node: SyntaxNode,
  { name, property }: OperandSubject,
  context: RuleContext,
): boolean {
  const { values, labels } = property ?? {};
  if (values === undefined || property === undefined) return false;
  const known = values.some((each) => each === given || (property.type === 'version' && sameVersion(each, given)));
  if (known) return false;
  const candidates = values.map((each) => {
    const label = labels?.get(String(each));
    return { name: String(each), ...(label === undefined ? {} : { aliases: [label] }) };
  });
  const suggestions = suggest(String(given), candidates);
  const data = { value: String(given), of: name, values: candidates.map((each) => each.name), suggestions };
  context.report(report(valueNotInSet, node.range, data, { suggestions }));
  return true;
}

function sameVersion(a: Value | null, b: Value): boolean {
  return versionKey(String(a)) === versionKey(String(b));
}

/** The property's values have an order of their own. */
export function isRank({ property }: OperandSubject): boolean {
  return ranked(property) !== undefined;
}
