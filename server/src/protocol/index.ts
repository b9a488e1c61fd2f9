/**
 * Method names and payloads of the custom requests between client and server, and of the messages between panels and
 * their webviews; one file a subject. Invariant: imports nothing of ours outside this folder, so that every face can share it.
 */
export type * from './builder.ts';
export type * from './builder-requests.ts';
export type * from './builder-view.ts';
export type * from './explorer.ts';
export type * from './files.ts';
export type * from './insights.ts';
export type * from './insights-answers.ts';
export type * from './insights-sections.ts';
export type * from './insights-view.ts';
export { methods } from './methods.ts';
export type * from './prompts.ts';
export type * from './revisions.ts';
export type * from './server.ts';
