/**
 * JSON Schemas of both kinds of files, for editors that know nothing of us and for language models.
 * Invariant: everything in them comes from the tables that reading, completion and hover use; nothing is said twice.
 * They say less than the checks: which operators fit a property is known only with the project schema at hand.
 */
import * as z from 'zod';
import { ruleKinds } from '../rules/registry.ts';
import type { RuleKindEntry } from '../rules/rule-kind.ts';
import { ruleShape, segmentShape } from '../rules/shape.ts';
import type { SchemaKey, SchemaShape } from '../schema/key-shape.ts';
import { schemaKeys } from '../schema/keys.ts';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

type Json = { readonly [key: string]: unknown };

/** The schemas of `.segment.yaml` files and of `segments.schema.yaml`, in draft 2020-12. */
export function jsonSchemas(): { readonly segment: Json; readonly schema: Json } {
  return { segment: segmentSchema(), schema: projectSchema() };
}

function segmentSchema(): Json {
  const { $schema, ...rest } = z.toJSONSchema(segmentShape, { target: 'draft-2020-12' });
  return {
    $schema,
    title: 'Segment',
    description: 'One segment of users, as code. The file’s name without `.segment.yaml` is its id.',
    ...rest,
  };
}

function projectSchema(): Json {
  const rules = z.object({ rule: ruleShape, channelRule: channelRuleShape() });
  const { $defs } = z.toJSONSchema(rules, { target: 'draft-2020-12' });
  return {
    $schema: DIALECT,
    title: 'Project schema',
    description: 'What a project’s segments can speak of: users, events, channels, and where the data lies.',
    ...objectOf(schemaKeys),
    $defs,
  };
}

/** Rules of a channel are about the user alone, and may say why they fail. */
function channelRuleShape(): z.ZodType {
  const elsewhere: readonly string[] = ['reachable', 'not_reachable', 'in_segment', 'not_in_segment', 'sample'];
  const kinds: readonly RuleKindEntry<never>[] = Object.values(ruleKinds);
  const because = z.string().describe('The reason given for users for whom this rule is the first to fail.').optional();
  const shapes = kinds
    .filter(({ id }) => !elsewhere.includes(id))
    .map((kind) => kind.shape(ruleShape))
    .map((shape) => (shape instanceof z.ZodObject ? shape.extend({ because }) : shape));
  return z.union(shapes).meta({ id: 'channelRule' });
}

function jsonOf(shape: SchemaShape): Json {
  switch (shape.kind) {
    case 'text':
      return shape.values === undefined
        ? { type: ['string', 'number'] }
        : { enum: shape.values.map(({ value }) => value) };
    case 'scalar':
      return { type: ['string', 'number', 'boolean'] };
    case 'boolean':
      return { type: 'boolean' };
    case 'list':
      return { type: 'array', items: jsonOf(shape.of), ...(shape.atLeastOne ? { minItems: 1 } : {}) };
    case 'rules':
      return { type: 'array', minItems: 1, items: { $ref: `#/$defs/${shape.because ? 'channelRule' : 'rule'}` } };
    case 'either':
      return { anyOf: shape.of.map(jsonOf) };
    case 'names':
      return { type: ['object', 'null'], additionalProperties: jsonOf(shape.of) };
    case 'map':
      return objectOf(shape.keys);
  }
}

function objectOf(keys: readonly SchemaKey[]): Json {
  const required = keys.filter((key) => key.required).map(({ name }) => name);
  return {
    // A map of which nothing is required may be left empty: `Charged:`.
    type: required.length > 0 ? 'object' : ['object', 'null'],
    properties: Object.fromEntries(keys.map(({ name, doc, shape }) => [name, { description: doc, ...jsonOf(shape) }])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}
