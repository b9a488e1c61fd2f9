/**
 * The part of a project schema that a prompt may be about, as text for a language model, within a stated budget.
 * Invariant: what is written are names, descriptions, aliases, types, units and closed value sets only; never an example
 * from data, a value of a property marked pii or sensitive, what a business word means, or a path. Looking is local: an
 * example may help to find its property, but does not stand in the text. All free text is quoted and cut to a length.
 */
export { describeSchema, SCHEMA_TOKENS, tokensOf } from './describe-schema.ts';
