/**
 * Tools for agents: search the schema, draft, check, count and explain segments. The tools are functions of a host (a
 * project and its store), so that whatever speaks to agents can offer them; `server.ts` and `node.ts` do so over the Model
 * Context Protocol and are bundled on their own.
 * Invariant: tools read only, and what they give holds no user, no personal value and no value looked up in the data.
 */
export { type CallOutcome, callTool } from './answer.ts';
export { tools } from './registry.ts';
export { type Subject, type Tool, type ToolAnswer, ToolError, type ToolHost } from './tool.ts';
