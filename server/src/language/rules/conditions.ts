/** The operators beside a property or in a measure, with their operands. */
import { report } from '../checks/check.ts';
import { misplacedKey } from '../checks/rules/misplaced-key.ts';
import { missingOperator } from '../checks/rules/missing-operator.ts';
import { operatorNotForType } from '../checks/rules/operator-not-for-type.ts';
import type { Range } from '../diagnostic.ts';
import type { Condition, OperatorId, PropertyUse } from '../model.ts';
import { boundOperators, type Operator, operators, operatorsFor } from '../operators/index.ts';
import { SUBSTITUTES } from '../operators/substitutes.ts';
import type { Entry } from '../syntax/tree.ts';
import type { RuleContext } from './context.ts';
import { type Fields, keyText, present, readFlag } from './fields.ts';
import { readOperand } from './read-operand.ts';
import type { OperandSubject } from './read-value.ts';

/** What is asked of a property; an error when nothing is. */
export function readConditions(
  fields: Fields,
  use: PropertyUse,
  range: Range,
  context: RuleContext,
): readonly Condition[] {
  const subject: OperandSubject = {
    name: use.name,
    type: use.property?.type,
    ...(use.property === undefined ? {} : { property: use.property }),
  };
  return readAll(fields.operators, subject, operatorsFor(use.property), range, context);
}

/** The bounds of a measure: operators of numbers. */
export function readBounds(fields: Fields, measure: string, range: Range, context: RuleContext): readonly Condition[] {
  return readAll(fields.operators, { name: measure, type: 'number' }, boundOperators, range, context);
}

function readAll(
  entries: readonly Entry[],
  subject: OperandSubject,
  valid: readonly Operator[],
  range: Range,
  context: RuleContext,
): readonly Condition[] {
  if (entries.length === 0) {
    const ids = valid.map(({ id }) => id);
    context.report(report(missingOperator, range, { of: subject.name, operators: ids }));
  }
  return entries.flatMap((entry) => {
    const operator = operators[keyText(entry) as OperatorId];
    if (!valid.includes(operator)) {
      reportInvalid(operator.id, entry, subject, valid, context);
      return [];
    }
    const operand = readOperand(operator, entry, subject, context);
    if (operand === undefined) return [];
    return [{ operator: operator.id, operand, range: entry.range, keyRange: entry.key.range }];
  });
}

function reportInvalid(
  operator: OperatorId,
  entry: Entry,
  subject: OperandSubject,
  valid: readonly Operator[],
  context: RuleContext,
): void {
  const ids = valid.map(({ id }) => id);
  const suggestions = (SUBSTITUTES[operator] ?? []).filter((id) => ids.includes(id)).slice(0, 1);
  const data = { operator, of: subject.name, type: subject.type ?? 'text', valid: ids };
  context.report(report(operatorNotForType, entry.key.range, data, { suggestions }));
}

/** `ignore_case`, on text only. */
export function readIgnoreCase(fields: Fields, use: PropertyUse, context: RuleContext): boolean {
  const entry = fields.get('ignore_case');
  if (entry === undefined) return false;
  const node = present(entry, 'true or false', context);
  const flag = node === undefined ? undefined : readFlag(node, 'ignore_case', context);
  const type = use.property?.type;
  if (type !== undefined && type !== 'string' && type !== 'list<string>') {
    const reason = `${use.name} has the type ${type}, and only text has upper and lower case.`;
    context.report(
      report(misplacedKey, entry.key.range, { key: 'ignore_case', where: `a rule about ${type}`, reason }),
    );
    return false;
  }
  return flag ?? false;
}
