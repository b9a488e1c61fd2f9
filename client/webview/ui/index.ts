/**
 * What the webviews are made of: VS Code's own look over React Aria's widgets, numbers and times as text, what a screen
 * reader is told, and the way to the host.
 * Invariant: knows no segment, no panel and no message; every colour is the theme's; no inline style or script.
 */
export { announce } from './announce.ts';
export { Bar } from './bar.tsx';
export { Button, IconButton, type Kind, ToggleButton } from './button.tsx';
export { classes } from './class-names.ts';
export { ComboBox, type Option, selectAll } from './combo-box.tsx';
export { DateTimeField } from './date-field.tsx';
export { Disclosure } from './disclosure.tsx';
export { ErrorBoundary } from './error-boundary.tsx';
export { SearchField, TextField } from './fields.tsx';
export {
  ago,
  cell,
  count,
  day,
  decimal,
  duration,
  formatterFor,
  instant,
  localTime,
  share,
  signed,
  times,
} from './format.ts';
export { Icon, type IconName } from './icon.tsx';
export { Menu, MenuItem, MenuSection, MenuSeparator } from './menu.tsx';
export { mount } from './mount.tsx';
export { Popover } from './popover.tsx';
export { Segmented } from './segmented.tsx';
export { connectHost, type Host } from './vscode-api.ts';
