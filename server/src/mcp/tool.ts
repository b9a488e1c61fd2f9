import type * as z from 'zod';
import type { ProjectSnapshot } from '../project/index.ts';
import type { SegmentStore } from '../store/ports.ts';

/** A segment that a tool works on: one of the project's, or a text that is not saved anywhere. */
export interface Subject {
  readonly snapshot: ProjectSnapshot;
  readonly uri: string;
}

/** What the tools ask of the place they run in: a server of their own, the language server, a test. */
export interface ToolHost {
  /** The project as it is now. Throws `ToolError` when there is none. */
  project(): Promise<ProjectSnapshot>;
  /** The project as it would be if a new segment held this text. */
  withText(text: string): Promise<Subject>;
  /** Lets `work` ask the project's store; its data is imported first when it changed. */
  withStore<T>(snapshot: ProjectSnapshot, signal: AbortSignal, work: (store: SegmentStore) => Promise<T>): Promise<T>;
}

/** An expected failure: one clear sentence for whoever called the tool. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}

/** What a tool gives: a small structured result, and the same to read. */
export interface ToolAnswer<Result> {
  readonly result: Result;
  readonly text: string;
}

/** A tool as the registry keeps it. It reads, and changes nothing. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  /** `input` is what the input's schema gave. */
  run(host: ToolHost, input: unknown, signal: AbortSignal): Promise<ToolAnswer<Record<string, unknown>>>;
}

interface Definition<Input extends z.ZodObject, Output extends z.ZodObject>
  extends Omit<Tool, 'input' | 'output' | 'run'> {
  readonly input: Input;
  readonly output: Output;
  run(host: ToolHost, input: z.output<Input>, signal: AbortSignal): Promise<ToolAnswer<z.input<Output>>>;
}

/** Declares a tool with typed input and result. */
export const defineTool = <Input extends z.ZodObject, Output extends z.ZodObject>(
  tool: Definition<Input, Output>,
): Tool => ({ ...tool, run: (host, input, signal) => tool.run(host, tool.input.parse(input), signal) });
