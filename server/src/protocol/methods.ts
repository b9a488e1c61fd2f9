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
  /** Server -> client notification: numbers may have changed; ask again. Params: {uri?: string}. */
  insightsChanged: 'segments/insightsChanged',
  /** Client -> server notification: {trusted: boolean}. */
  trustChanged: 'segments/trustChanged',
} as const;
