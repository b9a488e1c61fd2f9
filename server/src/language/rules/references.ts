/** What `in_segment`, `reachable` and their negatives share. */
import { report } from '../checks/check.ts';
import { duplicateRule } from '../checks/meaning/duplicate-rule.ts';
import { ruleNotAllowed } from '../checks/rules/rule-not-allowed.ts';
import { unknownChannel } from '../checks/rules/unknown-channel.ts';
import { unknownSegment } from '../checks/rules/unknown-segment.ts';
import { enumerated, listed } from '../checks/wording.ts';
import { anyOf, type Lowering, NOBODY, noneOf } from '../lower/lowering.ts';
import type { NameUse, ReachableRule, SegmentRefRule } from '../model.ts';
import type { Plan } from '../plan.ts';
import { mayBeDeclared } from '../schema/lost-names.ts';
import { suggest } from '../schema/suggest.ts';
import type { Reading } from './context.ts';
import { readFields, readNames } from './fields.ts';
import type { KeyDoc, ValueForm } from './keys.ts';
import type { RuleKindEntry, RuleSource } from './rule-kind.ts';
import { documented, namesShape } from './shapes.ts';

function readUses({ node, kind, extraKeys }: RuleSource, id: string, what: string, context: Reading): NameUse[] {
  readFields(node, [id, ...extraKeys], `a rule with ${id}`, context);
  if (context.place === 'channel') context.report(report(ruleNotAllowed, kind.key.range, { kind: id }));
  const first = new Map<string, NameUse>();
  for (const use of readNames(kind, `the id of a ${what}`, context)) {
    const earlier = first.get(use.name);
    if (earlier === undefined) first.set(use.name, use);
    else {
      const related = [{ range: earlier.range, message: 'The first one' }];
      context.report(report(duplicateRule, use.range, { what }, { related }));
    }
  }
  return [...first.values()];
}

type Described = Pick<RuleKindEntry, 'title' | 'doc'> & { readonly keyDoc: string };

/** A rule whose one key has names of `value`. */
function naming<Id extends string>(id: Id, { title, doc, keyDoc }: Described, value: ValueForm) {
  const snippet = `${id}: \${1}`;
  const keys: readonly KeyDoc[] = [{ name: id, doc: keyDoc, snippet, value, required: true }];
  return { id, title, doc, snippet, keys, shape: () => documented(keys, { [id]: namesShape }) };
}

/** `in_segment` or `not_in_segment`, from what differs. */
export function segmentReference(id: 'in_segment' | 'not_in_segment', entry: Described): RuleKindEntry<SegmentRefRule> {
  return {
    ...naming(id, entry, 'segments'),
    parse: (source, context) => {
      const segments = readUses(source, id, 'segment', context);
      if (context.segments !== undefined) {
        const known = context.segments;
        for (const { name, range } of segments) {
          if (known.has(name)) continue;
          const suggestions = suggest(
            name,
            [...known.ids()].map((each) => ({ name: each })),
          );
          context.report(report(unknownSegment, range, { name, suggestions }, { suggestions }));
        }
      }
      return { kind: id, segments, range: source.node.range, keyRange: source.kind.key.range };
    },
    clause: ({ segments }) => {
      const names = listed(
        segments.map(({ name }) => name),
        'or',
        20,
      );
      const noun = segments.length > 1 ? 'segments' : 'segment';
      return { lead: 'who', text: `${id === 'in_segment' ? 'are' : 'are not'} in the ${noun} ${names}` };
    },
    lower: ({ segments }, lowering) => {
      const plans = segments.map(({ name }) => lowering.segment(name));
      return id === 'in_segment' ? anyOf(plans) : noneOf(plans);
    },
  };
}

/** `reachable` or `not_reachable`, from what differs. */
export function reachability(id: 'reachable' | 'not_reachable', entry: Described): RuleKindEntry<ReachableRule> {
  return {
    ...naming(id, entry, 'channels'),
    parse: (source, context) => {
      const channels = readUses(source, id, 'channel', context);
      const known = context.schema.channels;
      // In the glossary channels are looked up where the word is used.
      if (context.place === 'segment') {
        for (const { name, range } of channels) {
          if (known.has(name) || mayBeDeclared(name, context.schema)) continue;
          const candidates = [...known.values()].map((each) => ({
            name: each.id,
            aliases: [each.label, ...each.aliases],
          }));
          const suggestions = suggest(name, candidates);
          const severity = context.schema.unknown;
          context.report(report(unknownChannel, range, { name, suggestions }, { severity, suggestions }));
        }
      }
      return { kind: id, channels, range: source.node.range, keyRange: source.kind.key.range };
    },
    clause: ({ channels }, { schema }) => {
      const labels = channels.map(({ name }) => schema.channels.get(name)?.label ?? name);
      return {
        lead: 'who',
        text: `${id === 'reachable' ? 'can' : 'cannot'} be reached on ${enumerated(labels, 'or')}`,
      };
    },
    lower: ({ channels }, lowering) => {
      const plans = channels.map(({ name }) => channelPlan(name, lowering));
      return id === 'reachable' ? anyOf(plans) : noneOf(plans);
    },
  };
}

/** Reachable when all of the channel's rules hold; nobody is on a channel that is not declared. */
function channelPlan(id: string, lowering: Lowering): Plan {
  const channel = lowering.context.schema.channels.get(id);
  return channel === undefined ? NOBODY : lowering.rules(channel.rules.map(({ rule }) => rule));
}
