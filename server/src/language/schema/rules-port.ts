import type { Rule } from '../model.ts';
import type { RuleContext } from '../rules/context.ts';
import type { SyntaxNode } from '../syntax/tree.ts';

export function parseRule(_node: SyntaxNode, _context: RuleContext): Rule | undefined {
  return undefined;
}
