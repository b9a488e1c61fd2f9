import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** Gives the builder's webview its rights and its page: only files of `dist/webview`, no inline code or style, no network. */
export function configureWebview(webview: vscode.Webview, extensionUri: vscode.Uri): void {
  const root = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  webview.options = { enableScripts: true, localResourceRoots: [root] };
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString();
  const nonce = randomBytes(16).toString('base64');
  // React Aria adds a style of its own and takes the nonce from the page.
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  webview.html = `<!DOCTYPE html>
<html lang="${vscode.env.language.replace(/[^\w-]/g, '')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy};">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('query-builder.css')}">
<title>${vscode.l10n.t('Query Builder')}</title>
</head>
<body>
<div id="root"></div>
<script nonce="${nonce}" src="${file('query-builder.js')}"></script>
</body>
</html>
`;
}
