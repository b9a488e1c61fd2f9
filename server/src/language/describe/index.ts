/**
 * Segments in plain English that a marketer would sign.
 * Invariant: says all that a rule says, names and values as in the schema (labels, units), nothing of YAML.
 * Knows rule kinds and operators only through their registries.
 */
export { filterWords } from './conditions.ts';
export { describeRule, describeSegment } from './describe.ts';
export { describeStep } from './events.ts';
export { durationWords, windowPhrase } from './words.ts';
