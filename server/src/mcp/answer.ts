import { CancelledError, StoreError } from '../store/ports.ts';
import { type Tool, type ToolAnswer, ToolError, type ToolHost } from './tool.ts';

/** What a call came to: an answer, or one sentence that says why there is none. */
export type CallOutcome =
  | { readonly ok: true; readonly answer: ToolAnswer<Record<string, unknown>> }
  | { readonly ok: false; readonly message: string };

/** Runs a tool; what is expected to fail becomes a sentence. The sentence goes to a language model: it quotes no data. */
export async function callTool(tool: Tool, host: ToolHost, input: unknown, signal: AbortSignal): Promise<CallOutcome> {
  try {
    const parsed = tool.input.safeParse(input);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const place = issue?.path.join('.');
      return { ok: false, message: `${place ? `“${place}”: ` : ''}${issue?.message ?? 'The input does not fit.'}` };
    }
    return { ok: true, answer: await tool.run(host, parsed.data, signal) };
  } catch (error) {
    if (error instanceof ToolError) return { ok: false, message: error.message };
    if (error instanceof CancelledError || signal.aborted) return { ok: false, message: 'Cancelled.' };
    // The store's own words may quote a row of the data.
    if (error instanceof StoreError) return { ok: false, message: STORE_FAILED };
    console.error(error);
    return { ok: false, message: 'Something unexpected went wrong; the server’s log says what.' };
  }
}

const STORE_FAILED =
  'The project’s data could not be read. Ask the user to run “segments import”, which says what is wrong with it.';
