/** The tools as a Model Context Protocol server. The only file that knows the protocol's library. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { callTool } from './answer.ts';
import { tools } from './registry.ts';
import type { ToolHost } from './tool.ts';

const INSTRUCTIONS = [
  'User segments of this project are YAML files (.segment.yaml) checked against segments.schema.yaml.',
  'To write one: search the schema for names, draft it or write it yourself, check it until it has no errors, count it,',
  'and compare its explanation with what was asked for. All tools only read; write the file with your own means.',
].join(' ');

/** Serves the tools until the transport closes. */
export async function serveTools(host: ToolHost, transport: Transport, version: string): Promise<void> {
  const server = new McpServer({ name: 'segments', version }, { instructions: INSTRUCTIONS });
  for (const tool of tools) {
    server.registerTool(
      tool.name,
      {
        title: tool.title,
        description: tool.description,
        inputSchema: tool.input,
        outputSchema: tool.output,
        annotations: { title: tool.title, readOnlyHint: true, idempotentHint: true, openWorldHint: false },
      },
      async (input: unknown, { signal }: { readonly signal: AbortSignal }) => {
        const outcome = await callTool(tool, host, input, signal);
        return outcome.ok
          ? { content: [{ type: 'text', text: outcome.answer.text }], structuredContent: outcome.answer.result }
          : { content: [{ type: 'text', text: outcome.message }], isError: true };
      },
    );
  }
  const closed = new Promise<void>((done) => {
    server.server.onclose = done;
  });
  await server.connect(transport);
  await closed;
}
