/** What the page is made of. */
export interface WebPage {
  /** Where VS Code's own files are. */
  readonly code: string;
  /** URLs of extensions' folders. */
  readonly extensions: readonly string[];
  /** URL of a module with `run()`, called in the extension host. */
  readonly tests: string;
  /** URI of the folder to open. */
  readonly folder: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** The page of a VS Code that runs wholly in the browser: no server, the extension host in a web worker. */
export function webPage({ code, extensions, tests, folder, settings }: WebPage): string {
  const options = {
    productConfiguration: {
      nameShort: 'Code',
      nameLong: 'Code for tests',
      applicationName: 'code-oss',
      dataFolderName: '.code',
      version: '1.137.0',
      quality: 'stable',
      webEndpointUrlTemplate: code,
    },
    // Each webview is of an origin of its own.
    webviewEndpoint: `${code.replace('//', '//{{uuid}}.')}/out/vs/workbench/contrib/webview/browser/pre`,
    _wrapWebWorkerExtHostInIframe: true,
    configurationDefaults: settings,
  };
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<link rel="stylesheet" href="${code}/out/vs/workbench/workbench.web.main.internal.css">
</head>
<body></body>
<script>globalThis._VSCODE_FILE_ROOT = '${code}/out/';</script>
<script type="module">
await import('${code}/out/nls.messages.js');
const { create, URI } = await import('${code}/out/vs/workbench/workbench.web.main.internal.js');
create(document.body, {
  ...${JSON.stringify(options)},
  developmentOptions: {
    enableSmokeTestDriver: true,
    extensions: ${JSON.stringify(extensions)}.map((url) => URI.parse(url)),
    extensionTestsPath: URI.parse('${tests}'),
  },
  workspaceProvider: {
    trusted: true,
    workspace: { folderUri: URI.parse('${folder}') },
    payload: undefined,
    open: async () => false,
  },
});
</script>
</html>
`;
}
