/** Custom requests and notifications, by method. */
export const methods = {
  insights: 'segments/insights',
  /** One further section of a segment's insights. */
  insightsSection: 'segments/insightsSection',
  /** What a segment can be compared with in git. */
  revisions: 'segments/revisions',
  /** Files that differ from HEAD. */
  changedFiles: 'segments/changedFiles',
  exportUsers: 'segments/exportUsers',
  newSegment: 'segments/newSegment',
  refineSegment: 'segments/refineSegment',
  /** The standing of a project's data. */
  standing: 'segments/standing',
  /** Server -> client notification: the standing of a project's data is another. Params: {rootUri: string, builtAt?: string}. */
  standingChanged: 'segments/standingChanged',
  /** Client -> server notification: what all counts are as of, unless they say otherwise. */
  asOfChanged: 'segments/asOfChanged',
  /** Client -> server notification: another commit is checked out, or the same branch has another one. Params: {}. */
  headChanged: 'segments/headChanged',
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
  volumes: 'segments/volumes',
  /** Events and properties that the data has and the schema does not declare. */
  onlyInData: 'segments/onlyInData',
  /** The edit of the schema that declares one of them, which the client applies. */
  declare: 'segments/declare',
  newFromEvent: 'segments/newFromEvent',
  /** A first project schema, from data files or without. */
  init: 'segments/init',
  /** Server -> client notification: `overview` would answer otherwise. */
  overviewChanged: 'segments/overviewChanged',
  /** A segment as cards and fields for the query builder. */
  builderModel: 'segments/builderModel',
  /** An edit of the query builder as text edits, which the client applies. */
  builderEdit: 'segments/builderEdit',
  /** What can be picked at a field or a slot, from the schema and the project. */
  builderOptions: 'segments/builderOptions',
  /** Values of a property with users, from the data. */
  builderValues: 'segments/builderValues',
  /** Users by card. */
  builderCounts: 'segments/builderCounts',
  /** Server -> client notification: the schema or another segment changed, ask for models again. Params: {}. */
  builderChanged: 'segments/builderChanged',
  /** Server -> client notification: numbers may have changed; ask again. Params: {uri?: string}. */
  insightsChanged: 'segments/insightsChanged',
  /** Server -> client requests, from a server in a browser: where the extension's files are, and files of the workspace. */
  programFiles: 'segments/programFiles',
  readFile: 'segments/readFile',
  statFile: 'segments/statFile',
  listFolder: 'segments/listFolder',
  writeFile: 'segments/writeFile',
  /** Client -> server notification: {trusted: boolean}. */
  trustChanged: 'segments/trustChanged',
} as const;
