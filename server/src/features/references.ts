import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
  type Location,
  type ReferenceParams,
} from 'vscode-languageserver';
import type { Range } from '../language/index.ts';
import type { ProjectSnapshot } from '../project/index.ts';
import { rangeAt } from './definition.ts';
import { mentionsOfFile, mentionsWithDisabled } from './disabled-mentions.ts';
import type { Feature } from './feature.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import { declarationOf, speaksOf, type Target, targetsAt } from './targets.ts';

/** Everywhere that the project's segments and its schema speak of something. */
export const references: Feature<ReferenceParams, Location[]> = {
  method: 'textDocument/references',
  capability: { referencesProvider: true },
  provide: (document, { position, context }) => {
    const targets = targetsAt(document, document.text.offsetAt(position))?.targets ?? [];
    if (targets.length === 0) return [];
    const declared = targets.flatMap((target) => declarationOf(target, document) ?? []);
    const uses = [...mentionsOf(targets, document.snapshot)].flatMap(({ uri, mentions }) =>
      mentions.filter(({ as }) => as !== 'declaration').map(({ node }) => ({ uri, range: node.range })),
    );
    return [...(context.includeDeclaration ? declared : []), ...uses].map(({ uri, range }) => ({
      uri,
      range: rangeAt(document, uri, range),
    }));
  },
};

/** The same name elsewhere in this document: written where it is declared, read where a rule speaks of it. */
export const documentHighlight: Feature<DocumentHighlightParams, DocumentHighlight[]> = {
  method: 'textDocument/documentHighlight',
  capability: { documentHighlightProvider: true },
  provide: (document, { position }) => {
    const targets = targetsAt(document, document.text.offsetAt(position))?.targets ?? [];
    const highlight = (range: Range, kind: DocumentHighlightKind): DocumentHighlight => ({
      range: rangeAt(document, document.uri, range),
      kind,
    });
    const own = targets
      .filter(({ kind }) => kind === 'segment')
      .flatMap((target) => declarationOf(target, document) ?? [])
      .filter(({ uri, range }) => uri === document.uri && range.end > range.start);
    return [
      ...own.map(({ range }) => highlight(range, DocumentHighlightKind.Write)),
      ...mentionsWithDisabled(document.tree, document.kind)
        .filter((mention) => targets.some((target) => speaksOf(mention, target)))
        .map(({ as, node }) =>
          highlight(node.range, as === 'declaration' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read),
        ),
    ];
  },
};

/** The mentions of something, file by file, the schema first. Files without any are left out. */
export function* mentionsOf(
  targets: readonly Target[],
  snapshot: ProjectSnapshot,
): Generator<{ readonly uri: string; readonly mentions: readonly Mention[] }> {
  const speaking = (mentions: readonly Mention[]) =>
    mentions.filter((mention) => targets.some((target) => speaksOf(mention, target)));
  if (snapshot.governed) {
    const mentions = speaking(mentionsIn(snapshot.schemaReading.tree, 'schema'));
    if (mentions.length > 0) yield { uri: snapshot.schemaUri, mentions };
  }
  for (const uri of snapshot.uris) {
    // Only a text that holds a name can mention it, written with escapes or not: most files are ruled out unread.
    const file = snapshot.file(uri)!;
    if (!targets.some(({ name }) => mayHold(file.text, name))) continue;
    const mentions = speaking(mentionsOfFile(file));
    if (mentions.length > 0) yield { uri, mentions };
  }
}

/** Quoted texts break over lines and double their quotes, so words are looked for; one with escapes is looked into. */
const mayHold = (text: string, name: string): boolean =>
  text.includes('\\') || name.split(/[\s']+/).every((word) => text.includes(word));
