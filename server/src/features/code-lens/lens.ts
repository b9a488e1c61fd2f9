import type { CodeLens, Command, Range } from 'vscode-languageserver';

/** What a lens carries so that its numbers can be found when it comes into view. */
export type LensData = { readonly uri: string } & (
  | { readonly about: 'total' }
  | { readonly about: 'event'; readonly name: string }
  | { readonly about: 'property'; readonly name: string; readonly event?: string }
);

/** What a lens carries; undefined for one that is complete, and for what no lens of ours carries. */
export function lensData({ data }: CodeLens): LensData | undefined {
  const given = data as Partial<LensData> | null | undefined;
  const known = given?.about === 'total' || given?.about === 'event' || given?.about === 'property';
  return known && typeof given.uri === 'string' ? (given as LensData) : undefined;
}

export const unresolved = (range: Range, data: LensData): CodeLens => ({ range, data });

/** A lens that says something; with an action where the client has it. */
export const titled = (range: Range, title: string, action?: Omit<Command, 'title'>): CodeLens => ({
  range,
  command: { title, command: '', ...action },
});
