/** Custom requests and notifications, by method. */
export const methods = {
  insights: 'segments/insights',
  exportUsers: 'segments/exportUsers',
  newSegment: 'segments/newSegment',
  refineSegment: 'segments/refineSegment',
  rebuildStore: 'segments/rebuildStore',
  rememberMeaning: 'segments/rememberMeaning',
  /** What a prompt would send, before it is sent. */
  promptPreview: 'segments/promptPreview',
  /** The request that was sent last, or null. */
  lastRequest: 'segments/lastRequest',
  /** Server -> client request: asks the editor's language model. */
  languageModel: 'segments/languageModel',
  callTool: 'segments/callTool',
  /** What the projects of the workspace hold. */
  overview: 'segments/overview',
  describe: 'segments/describe',
  sizes: 'segments/sizes',
  newFromEvent: 'segments/newFromEvent',
  /** A first project schema, from data files or without. */
  init: 'segments/init',
  /** Server -> client notification: `overview` would answer otherwise. */
  overviewChanged: 'segments/overviewChanged',
  /** Server -> client notification: numbers may have changed; ask again. Params: {uri?: string}. */
  insightsChanged: 'segments/insightsChanged',
  /** Client -> server notification: {trusted: boolean}. */
  trustChanged: 'segments/trustChanged',
} as const;
