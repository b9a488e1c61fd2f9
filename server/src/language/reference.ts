import { checks } from './checks/index.ts';
import { operators } from './operators/index.ts';
import { type KeyDoc, ruleKinds, segmentKeys } from './rules/index.ts';
import { type SchemaKey, type SchemaShape, schemaKeys } from './schema/index.ts';
import { PROPERTY_TYPES } from './schema/model.ts';

/** The language reference in Markdown, made of what the registries say of themselves. */
export function languageReference(): string {
  return `${[
    '# Language reference',
    'Generated from the registries of the language; `UPDATE=1 npm test -- --only unit` writes it anew.',
    '**Contents**: [Segment files](#segment-files) · [Rules](#rules) · [Operators](#operators) · [Project schema](#project-schema) · [Diagnostics](#diagnostics)',
    '## Segment files',
    'One segment a file, `ID.segment.yaml`; the id is the file’s name. It is governed by the nearest `segments.schema.yaml` in a parent folder.',
    keyTable(segmentKeys),
    '## Rules',
    'Exactly one of these keys stands in a rule.',
    ...Object.values(ruleKinds).flatMap((kind) => [
      `### \`${kind.id}\``,
      kind.doc,
      keyTable(kind.keys),
      ...(kind.operators ? ['Beside these: the [operators](#operators) of the property’s type.'] : []),
    ]),
    '### Rules that are disabled for a moment',
    DISABLED_DOC,
    '## Operators',
    'A missing value satisfies no positive operator; each negative one is the exact complement of its positive one, so it holds for a missing value.',
    operatorTable(),
    ...Object.values(operators).flatMap((operator) => [`### \`${operator.id}\``, operator.doc]),
    '## Project schema',
    'The file `segments.schema.yaml`.',
    ...schemaSections(schemaKeys, ''),
    '## Diagnostics',
    ...Object.values(checks)
      .sort((a, b) => (a.code < b.code ? -1 : 1))
      .flatMap((check) => [`### \`${check.code}\``, `*${check.severity}* — ${check.doc}`]),
  ].join('\n\n')}\n`;
}

const DISABLED_DOC = `A convention of the editor, not part of the language: the query builder disables a rule, a filter or a step by commenting out its lines with \`#~\` where the dashes of its list stand, and shows it in its place until it is enabled again, byte for byte as it was. To every other tool it is a comment, so the file stays valid.

\`\`\`yaml
where:
  - user: os
    is: iOS
  #~ - did: Charged
  #~   within: 30d
\`\`\`

A group whose rules are all disabled is disabled itself, since a group without rules is an error.`;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');

/** The first paragraph: what stands in a table has no room for an example. */
const brief = (doc: string): string => cell(doc.split(/\n\n|```/)[0] ?? '');

const rows = (header: readonly string[], body: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** A table of the keys, then one for the keys of each map that stands after one of them. */
const keyTable = (keys: readonly KeyDoc[]): string =>
  [
    rows(
      ['key', 'meaning'],
      keys.map((key) => [`\`${key.name}\`${key.required ? ' (required)' : ''}`, brief(key.doc)]),
    ),
    ...keys.filter((key) => key.keys).map((key) => `In \`${key.name}\`:\n\n${keyTable(key.keys ?? [])}`),
  ].join('\n\n');

function operatorTable(): string {
  return rows(
    ['type', 'operators'],
    PROPERTY_TYPES.map((type) => [
      `\`${cell(type)}\``,
      Object.values(operators)
        .filter((operator) => operator.types.includes(type))
        .map((operator) => `[\`${operator.id}\`](#${operator.id})`)
        .join(', '),
    ]),
  );
}

/** A table for a map's keys, then one for each map below them. */
function schemaSections(keys: readonly SchemaKey[], path: string): string[] {
  const table = rows(
    ['key', 'meaning'],
    keys.map((key) => [
      `\`${key.name}\`${key.required ? ' (required)' : ''}`,
      `${brief(key.doc)}${allowed(key.shape)}`,
    ]),
  );
  return [
    ...(path === '' ? [] : [`### ${path}`]),
    table,
    ...keys.flatMap((key) =>
      mapsIn(key.shape).flatMap((inner) => schemaSections(inner, `${path === '' ? '' : `${path} › `}\`${key.name}\``)),
    ),
  ];
}

function mapsIn(shape: SchemaShape): readonly (readonly SchemaKey[])[] {
  switch (shape.kind) {
    case 'map':
      return [shape.keys];
    case 'list':
    case 'names':
      return mapsIn(shape.of);
    case 'either':
      return shape.of.flatMap(mapsIn);
    default:
      return [];
  }
}

const allowed = (shape: SchemaShape): string =>
  shape.kind === 'text' && shape.values
    ? ` One of ${shape.values.map((v) => `\`${cell(String(v.value))}\``).join(', ')}.`
    : '';
