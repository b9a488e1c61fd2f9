import * as vscode from 'vscode';

/**
 * Gives a webview its rights and its page: the bundle `NAME.js` and `NAME.css` of `dist/webview`; no inline code or
 * style, no network.
 */
export function configureWebview(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  { name, title }: { readonly name: 'insights' | 'query-builder'; readonly title: string },
): void {
  const root = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  webview.options = { enableScripts: true, localResourceRoots: [root] };
  const file = (extension: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(root, `${name}.${extension}`)).toString();
  webview.html = pageHtml({
    title,
    script: file('js'),
    style: file('css'),
    cspSource: webview.cspSource,
    nonce: crypto.randomUUID().replaceAll('-', ''),
    language: vscode.env.language,
  });
}

/** The shell; everything in it is made by the script. */
export function pageHtml(page: {
  readonly title: string;
  readonly script: string;
  readonly style: string;
  readonly cspSource: string;
  readonly nonce: string;
  readonly language: string;
}): string {
  // React Aria adds one style of its own; it finds the nonce for it on the page.
  const policy = [
    "default-src 'none'",
    `style-src ${page.cspSource} 'nonce-${page.nonce}'`,
    `font-src ${page.cspSource}`,
    // Only what the page makes itself: a chart on its way to a PNG.
    'img-src data:',
    `script-src 'nonce-${page.nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${page.language.replace(/[^\w-]/g, '')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy};">
<meta property="csp-nonce" content="${page.nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${page.style}">
<title>${page.title}</title>
</head>
<body>
<div id="root"></div>
<script nonce="${page.nonce}" src="${page.script}"></script>
</body>
</html>
`;
}
