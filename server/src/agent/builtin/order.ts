/** What follows what: steps of one sequence, and a “within” that follows nothing. */
import { type EventDraft, type Node, type SequenceDraft, tokensOf } from './drafts.ts';
import type { Element } from './element.ts';
import type { WindowKeys } from './marks.ts';
import { assume, putQuestion, type Reader, wordsAt } from './reader.ts';

/** “added to cart and did not purchase within 24 hours”, “viewed and then bought”: steps of one sequence. */
export function sequences(reader: Reader, elements: readonly Element[], label: WindowKeys | undefined): Element[] {
  const out: Element[] = [];
  for (const element of elements) {
    const node = element.node;
    const before = out.at(-1);
    const follows =
      node.kind === 'event' &&
      !node.occurrence &&
      !Object.keys(node.measures).length &&
      element.link !== 'or' &&
      !element.barrier &&
      (element.link !== 'start' || node.after) &&
      (node.after ||
        element.link === 'then' ||
        (node.bare !== undefined && (node.negated || node.same !== undefined)) ||
        node.same !== undefined);
    const step = follows && before ? asSteps(before.node) : undefined;
    if (node.kind === 'event' && step && step.steps.length) {
      const start = own(step.window) ?? own(step.steps[0]!.window) ?? own(node.window) ?? label;
      for (const each of [...step.steps, node]) delete (each as { window?: unknown }).window;
      const sequence: SequenceDraft = {
        kind: 'sequence',
        steps: [...step.steps, node],
        tokens: new Set([...tokensOf(before!.node), ...node.tokens]),
        ...(start ? { window: start } : {}),
      };
      out[out.length - 1] = { ...before!, node: sequence };
      assume(
        reader,
        `“${wordsAt(reader, [...node.tokens])}” is read as following ${step.steps.at(-1)!.events.join(' or ')}${node.bare ? ` within ${node.bare} of it` : ''}`,
      );
      continue;
    }
    settle(reader, node, before?.node);
    if (node.kind === 'sequence' && label && !node.window) node.window = label;
    out.push(element);
  }
  return out;
}

export const own = (window: WindowKeys | undefined): WindowKeys | undefined => window;

function asSteps(node: Node): { steps: EventDraft[]; window?: WindowKeys } | undefined {
  if (node.kind === 'sequence') return { steps: [...node.steps], ...(node.window ? { window: node.window } : {}) };
  if (node.kind !== 'event' || node.negated || node.occurrence || Object.keys(node.measures).length || node.bare)
    return undefined;
  return { steps: [node] };
}

/** “within 60 days” that follows nothing is a window. After another event it may be either, so it is asked. */
function settle(reader: Reader, node: Node, before: Node | undefined): void {
  if (node.kind !== 'event' || !node.bare) return;
  const doubtful =
    before?.kind === 'event' &&
    !before.negated &&
    !before.occurrence &&
    !node.occurrence &&
    !Object.keys(before.measures).length &&
    !node.negated;
  if (!node.window) {
    node.window = { within: node.bare };
    if (!doubtful) assume(reader, `“within ${node.bare}” is read as: in the last ${node.bare}`);
  }
  if (doubtful) {
    putQuestion(reader, {
      about: `within ${node.bare}`,
      question: `Does “within ${node.bare}” mean after ${before.events.join(' or ')}, or counted back from now?`,
      options: [
        { text: `within ${node.bare} after ${before.events.join(' or ')}` },
        { text: `in the last ${node.bare}`, reading: { as: 'accepted' } },
      ],
      tokens: reader.tokens
        .filter((token) => token.lower === 'within' && node.tokens.has(token.index))
        .map((token) => token.index),
    });
  }
  delete (node as { bare?: unknown }).bare;
}
