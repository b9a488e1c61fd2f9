/** The diagnostics that a YAML text alone can have, by their code. */
import type { Check } from '../check.ts';
import { badAlias } from './bad-alias.ts';
import { duplicateKey } from './duplicate-key.ts';
import { notAKey } from './not-a-key.ts';
import { notText } from './not-text.ts';
import { severalDocuments } from './several-documents.ts';
import { tooLarge } from './too-large.ts';
import { unknownTag } from './unknown-tag.ts';
import { yamlSyntax } from './yaml-syntax.ts';

export const syntaxChecks = {
  'yaml-syntax': yamlSyntax,
  'duplicate-key': duplicateKey,
  'too-large': tooLarge,
  'not-text': notText,
  'bad-alias': badAlias,
  'not-a-key': notAKey,
  'several-documents': severalDocuments,
  'unknown-tag': unknownTag,
} as const satisfies Record<string, Check<never>>;
