import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** Gives a webview its rights and its page: only files of `dist/webview`, no inline code or style, no network. */
export function configureWebview(webview: vscode.Webview, extensionUri: vscode.Uri): void {
  const root = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  webview.options = { enableScripts: true, localResourceRoots: [root] };
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString();
  webview.html = insightsHtml({
    script: file('insights.js'),
    style: file('insights-style.css'),
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64'),
    language: vscode.env.language,
  });
}

/** The shell; everything in it is made by the script. */
export function insightsHtml(page: {
  readonly script: string;
  readonly style: string;
  readonly cspSource: string;
  readonly nonce: string;
  readonly language: string;
}): string {
  const policy = `default-src 'none'; style-src ${page.cspSource}; script-src 'nonce-${page.nonce}';`;
  return `<!DOCTYPE html>
<html lang="${page.language.replace(/[^\w-]/g, '')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${page.style}">
<title>Insights</title>
</head>
<body>
<div id="root"></div>
<script nonce="${page.nonce}" src="${page.script}"></script>
</body>
</html>
`;
}
