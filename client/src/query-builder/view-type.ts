import * as vscode from 'vscode';

/** The custom editor's id, as the manifest declares it. */
export const VIEW_TYPE = 'segments.queryBuilder';

/** The segment in the active tab, when the query builder shows it there. */
export function activeInBuilder(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom && input.viewType === VIEW_TYPE ? input.uri : undefined;
}
