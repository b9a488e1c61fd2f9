/** The list of all code actions in Markdown, from what the registry and the files' own doc comments say. */
import type { Refactoring, RefactoringKind } from './refactoring.ts';

const GROUPS: readonly (readonly [kind: RefactoringKind, heading: string, about: string])[] = [
  [
    'quickfix',
    'Quick fixes',
    'Beside these, most [problems](language.md#diagnostics) have fixes of their own: a name that was meant, a key to remove, a value to quote. `source.fixAll.segments` makes all that have one clear fix.',
  ],
  ['refactor.extract', 'Extract', 'What belongs together gets a file of its own.'],
  ['refactor.inline', 'Inline', 'A reference gives way to what it stands for.'],
  ['refactor.rewrite', 'Rewrite', 'The same in other words, unless the title says what changes.'],
  [
    'source.sort.segments',
    'Whole file',
    'For the command *Source Action…* and for saving:\n\n```json\n"editor.codeActionsOnSave": { "source.fixAll.segments": "explicit", "source.sort.segments": "explicit" }\n```',
  ],
];

/** `manualOf` gives the doc comment of a refactoring's file. */
export function actionsManual(refactorings: readonly Refactoring[], manualOf: (id: string) => string): string {
  const parts = GROUPS.flatMap(([kind, heading, about]) => {
    const own = refactorings.filter((each) => each.kind === kind);
    return [`## ${heading}`, about, ...own.flatMap((each) => entry(each, manualOf(each.id)))];
  });
  return `${[
    '# Code actions',
    'Generated from `server/src/features/refactorings`; `UPDATE=1 npm test -- --only unit` writes it anew.',
    'Ctrl+. (macOS: ⌘.) offers what can be done at the cursor or with the selection; Ctrl+Shift+R shows refactorings alone. An action that cannot be done is shown with the reason. What keeps the meaning of the rules is held to it by tests on random segments and data, and no action loses a comment.',
    ...parts,
  ].join('\n\n')}\n`;
}

function entry({ id, title, example }: Refactoring, manual: string): readonly string[] {
  return [
    `### ${title}`,
    `\`${id}\` — ${manual}`,
    `*${example.title}*`,
    fenced(example.before),
    'becomes',
    fenced(example.after),
  ];
}

const fenced = (text: string): string =>
  `\`\`\`yaml\n${text
    .replaceAll('<|>', '┃')
    .replace(/<\||\|>/g, '┃')
    .trimEnd()}\n\`\`\``;
