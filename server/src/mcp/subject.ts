/** How a call names the segment it is about. */
import * as z from 'zod';
import { pathOfUri } from '../project/index.ts';
import { type Finding, findingsOf } from './findings.ts';
import { type Subject, ToolError, type ToolHost } from './tool.ts';

/** Longer texts are no segments a person would review. */
const LONGEST = 200_000;

export const subjectInput = {
  segment: z
    .string()
    .optional()
    .describe('A segment of the project: its id, or its file’s path from the project’s folder'),
  text: z
    .string()
    .max(LONGEST)
    .optional()
    .describe('Instead of “segment”: the whole YAML text of a segment that is not saved yet'),
};

export interface SubjectInput {
  readonly segment?: string | undefined;
  readonly text?: string | undefined;
}

/** The segment that a call names. Only files of the project can be named. */
export async function subjectOf(host: ToolHost, { segment, text }: SubjectInput): Promise<Subject> {
  if ((segment === undefined) === (text === undefined)) {
    throw new ToolError('Give either “segment” (an id or a path) or “text” (a segment’s YAML), not both.');
  }
  if (text !== undefined) return host.withText(text);
  const snapshot = await host.project();
  const wanted = (segment ?? '').replaceAll('\\', '/').replace(/^\.\//, '');
  const uri =
    snapshot.byId(wanted)?.uri ??
    snapshot.uris.find((each) => pathFromRoot(snapshot, each) === wanted || pathOfUri(each) === segment);
  if (uri !== undefined) return { snapshot, uri };
  const ids = [...snapshot.names.ids()];
  const known = ids.length === 0 ? 'The project has none yet.' : `There are: ${shortened(ids, 20).join(', ')}.`;
  throw new ToolError(`There is no segment “${wanted}” in the project. ${known}`);
}

/** A segment with errors has no meaning: says which errors. */
export function refuseErrors({ snapshot, uri }: Subject): void {
  const problems = snapshot.blockers(uri);
  if (problems.length === 0) return;
  const lines = problems.slice(0, 5).map((problem) => {
    const [finding] = findingsOf(snapshot.file(problem.uri)?.text ?? '', [problem.diagnostic]);
    const place = problem.uri === uri ? '' : `${pathFromRoot(snapshot, problem.uri)} `;
    return `${place}${findingText(finding!)}`;
  });
  const more = problems.length > lines.length ? [`and ${problems.length - lines.length} more`] : [];
  throw new ToolError(`The segment has errors, so it selects nobody yet:\n${[...lines, ...more].join('\n')}`);
}

export const findingText = ({ line, column, severity, message, suggestions }: Finding): string =>
  `${line}:${column} ${severity}: ${message}${suggestions.length > 0 ? ` (suggested: ${suggestions.join(', ')})` : ''}`;

/** A file as it is named from the project's folder. */
export function pathFromRoot(snapshot: Subject['snapshot'], uri: string): string {
  const path = pathOfUri(uri);
  return path.startsWith(snapshot.root) ? path.slice(snapshot.root.length + 1).replaceAll('\\', '/') : path;
}

/** The first `most` of a list, with a word on the rest. */
export const shortened = (items: readonly string[], most: number): readonly string[] =>
  items.length <= most ? items : [...items.slice(0, most), `and ${items.length - most} more`];
