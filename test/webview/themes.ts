/** The colours that VS Code gives a webview, for its built-in themes, as far as the panel uses them. */
export const themes = {
  dark: {
    body: 'vscode-dark',
    colours: {
      foreground: '#cccccc',
      'editor-foreground': '#cccccc',
      'editor-background': '#1f1f1f',
      descriptionForeground: '#9d9d9d',
      errorForeground: '#f85149',
      focusBorder: '#0078d4',
      'editorWidget-background': '#202020',
      'editorWidget-border': '#454545',
      'charts-blue': '#3794ff',
      'charts-green': '#89d185',
      'charts-yellow': '#cca700',
      'button-background': '#0078d4',
      'button-foreground': '#ffffff',
      'button-hoverBackground': '#026ec1',
      'button-secondaryBackground': '#313131',
      'button-secondaryForeground': '#cccccc',
      'button-secondaryHoverBackground': '#3c3c3c',
      'list-hoverBackground': '#2a2d2e',
      'toolbar-hoverBackground': '#5a5d5e50',
      'toolbar-activeBackground': '#63666750',
      'editorError-foreground': '#f14c4c',
      'editorWarning-foreground': '#cca700',
    },
  },
  light: {
    body: 'vscode-light',
    colours: {
      foreground: '#3b3b3b',
      'editor-foreground': '#3b3b3b',
      'editor-background': '#ffffff',
      descriptionForeground: '#3b3b3b',
      errorForeground: '#f85149',
      focusBorder: '#005fb8',
      'editorWidget-background': '#f8f8f8',
      'editorWidget-border': '#c8c8c8',
      'charts-blue': '#0063d3',
      'charts-green': '#388a34',
      'charts-yellow': '#bf8803',
      'button-background': '#005fb8',
      'button-foreground': '#ffffff',
      'button-hoverBackground': '#0258a8',
      'button-secondaryBackground': '#e5e5e5',
      'button-secondaryForeground': '#3b3b3b',
      'button-secondaryHoverBackground': '#cccccc',
      'list-hoverBackground': '#f2f2f2',
      'toolbar-hoverBackground': '#b8b8b850',
      'toolbar-activeBackground': '#a6a6a650',
      'editorError-foreground': '#e51400',
      'editorWarning-foreground': '#bf8803',
    },
  },
  'high-contrast': {
    body: 'vscode-high-contrast',
    colours: {
      foreground: '#ffffff',
      'editor-foreground': '#ffffff',
      'editor-background': '#000000',
      descriptionForeground: '#ffffffb3',
      errorForeground: '#f48771',
      focusBorder: '#f38518',
      contrastBorder: '#6fc3df',
      contrastActiveBorder: '#f38518',
      'editorWidget-background': '#0c141f',
      'charts-blue': '#3794ff',
      'charts-green': '#89d185',
      'charts-yellow': '#cca700',
      'button-foreground': '#ffffff',
      'button-border': '#6fc3df',
      'button-secondaryForeground': '#ffffff',
      'editorError-foreground': '#f48771',
      'editorWarning-foreground': '#cca700',
    },
  },
} as const;

export type Theme = keyof typeof themes;

/** The variables as VS Code puts them on the page. */
export function themeStyle(theme: Theme): string {
  const colours = Object.entries(themes[theme].colours).map(([name, value]) => `--vscode-${name}: ${value};`);
  const fonts = [
    '--vscode-font-family: "DejaVu Sans", sans-serif;',
    '--vscode-font-size: 13px;',
    '--vscode-editor-font-family: "DejaVu Sans Mono", monospace;',
  ];
  return `:root { ${[...colours, ...fonts].join(' ')} } body { padding: 0 20px; }`;
}
