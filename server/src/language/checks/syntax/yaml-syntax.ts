import type { Fix, TextEdit } from '../../diagnostic.ts';
import type { Check } from '../check.ts';
import { quoted } from '../wording.ts';

/** What a line of YAML does wrong, as far as a person can act on it. `insert` and `replace` are the edits that mend it. */
export interface YamlProblem {
  /** A whole sentence that says what to do. */
  readonly message: string;
  readonly mend?: {
    readonly title: string;
    readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  };
}

/** The file is not valid YAML at this place; everything that can be read around it still is. */
export const yamlSyntax: Check<YamlProblem> = {
  code: 'yaml-syntax',
  severity: 'error',
  doc: 'The text is not valid YAML here. What can be read around it still is, but the file is not evaluated until it is mended.',
  message: ({ message }) => message,
  fix: ({ data }): Fix[] =>
    data.mend === undefined
      ? []
      : [
          {
            title: data.mend.title,
            edits: data.mend.edits.map(({ start, end, text }): TextEdit => ({ range: { start, end }, newText: text })),
            preferred: true,
          },
        ],
};

/** Messages that several places share. */
export const yamlMessages = {
  colon: (key: string) => `${quoted(key)} needs a colon and a value: \`${key}: …\`.`,
  space: (key: string) => `Write a space after the colon of ${quoted(key)}.`,
  quote: (mark: string) => `This text begins with ${mark} and has no closing one. Write ${mark} at its end.`,
  flow: (open: string, close: string) => `This ${open} is not closed. Write ${close} at its end.`,
  tab: () => 'YAML does not take tabs as indentation. Use spaces.',
  indent: () => 'This line is indented too far. Line it up with the keys it belongs to.',
  nested: () => 'A value that holds a colon and a space must be in quotes.',
  stray: (mark: string) => `This ${mark} closes nothing. Remove it.`,
} as const;
