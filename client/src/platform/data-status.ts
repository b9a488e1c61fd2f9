/** The status bar item: how fresh the data is and what counts are as of. One item; hidden where no project has data. */
import * as vscode from 'vscode';
import { methods, type StandingParams, type StandingResult } from '../../../server/src/protocol/index.ts';
import { isSchema, isSegment, type Server } from '../language-client/server.ts';
import type { AsOf } from './as-of.ts';
import { plain } from './markdown.ts';

export interface DataStatus extends vscode.Disposable {
  /** The standing of the data of the project around the active editor. */
  current(): Promise<StandingResult>;
}

/** The age in the text is renewed so often, in milliseconds. */
const RENEW = 60_000;

export function registerDataStatus(server: Server, asOf: AsOf, log: vscode.LogOutputChannel): DataStatus {
  const item = vscode.window.createStatusBarItem('segments.data', vscode.StatusBarAlignment.Right, 90);
  item.name = vscode.l10n.t('Segments: Data');
  item.command = 'segments.manageData';
  let asked = 0;

  const current = () => {
    const document = vscode.window.activeTextEditor?.document;
    const near = document && (isSegment(document) || isSchema(document)) ? document.uri.toString() : undefined;
    const params: StandingParams = near === undefined ? {} : { near };
    return server
      .request<StandingResult | null>(methods.standing, params)
      .then((answer) => answer ?? { state: 'none' as const });
  };
  const refresh = async () => {
    const mine = ++asked;
    try {
      const standing = await current();
      if (mine === asked) show(item, standing, asOf.value);
    } catch (error) {
      if (mine === asked) item.hide();
      if (!(error instanceof vscode.CancellationError)) log.warn(`The standing of the data: ${String(error)}`);
    }
  };
  const again = () => void refresh();
  const timer = setInterval(() => server.state === 'running' && again(), RENEW);
  const listeners = [
    server.onNotification(methods.standingChanged, again),
    server.onNotification(methods.overviewChanged, again),
    server.onState((state) => (state === 'running' ? again() : item.hide())),
    asOf.onDidChange(again),
    vscode.window.onDidChangeActiveTextEditor(again),
    vscode.workspace.onDidGrantWorkspaceTrust(again),
  ];
  return {
    current,
    dispose: () => {
      clearInterval(timer);
      vscode.Disposable.from(item, ...listeners).dispose();
    },
  };
}

function show(item: vscode.StatusBarItem, standing: StandingResult, chosen: string | undefined): void {
  if (standing.state === 'none') {
    item.hide();
    return;
  }
  const words = textOf(standing, chosen);
  item.text = `$(${words.icon}) ${words.text}`;
  item.tooltip = tooltipOf(standing, chosen);
  item.accessibilityInformation = { label: vscode.l10n.t('Segments: {0}', words.text) };
  item.backgroundColor =
    standing.state === 'failed' ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
  item.show();
}

type Known = Exclude<StandingResult, { state: 'none' }>;

function textOf(standing: Known, chosen: string | undefined): { readonly icon: string; readonly text: string } {
  switch (standing.state) {
    case 'untrusted':
      return { icon: 'workspace-untrusted', text: vscode.l10n.t('Data not read') };
    case 'unread':
      return { icon: 'database', text: vscode.l10n.t('Data not read yet') };
    case 'building':
      return { icon: 'loading~spin', text: vscode.l10n.t('Reading data') };
    case 'failed':
      return { icon: 'error', text: vscode.l10n.t('Data could not be read') };
    case 'ready': {
      const warned = standing.status.warnings.length > 0;
      const day = dayOf(standing.asOf, standing.timezone);
      // What the person chose is told by itself; what the schema says only where it is not today.
      const text =
        chosen === undefined && standing.schemaAsOf === 'now'
          ? ageOf(standing.status.builtAt)
          : vscode.l10n.t('as of {0}', day);
      return { icon: warned ? 'warning' : chosen === undefined ? 'database' : 'history', text };
    }
  }
}

function tooltipOf(standing: Known, chosen: string | undefined): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendMarkdown(plain(standing.name)).appendMarkdown('**\n\n');
  if (standing.state === 'failed') text.appendMarkdown(plain(standing.message));
  if (standing.state === 'untrusted')
    text.appendMarkdown(plain(vscode.l10n.t('The workspace is not trusted, so its data is not read.')));
  if (standing.state === 'unread')
    text.appendMarkdown(plain(vscode.l10n.t('The data is read when something is counted.')));
  if (standing.state === 'building') text.appendMarkdown(plain(vscode.l10n.t('The data is being read.')));
  if (standing.state === 'ready') {
    const { status, asOf, timezone } = standing;
    const number = (value: number) => new Intl.NumberFormat(vscode.env.language).format(value);
    text.appendMarkdown(plain(vscode.l10n.t('{0} users, {1} events', number(status.users), number(status.events))));
    text.appendMarkdown('\n\n').appendMarkdown(plain(vscode.l10n.t('Read {0}', ageOf(status.builtAt))));
    if (status.latestEvent)
      text
        .appendMarkdown('\n\n')
        .appendMarkdown(plain(vscode.l10n.t('Newest event: {0}', momentOf(status.latestEvent, timezone))));
    const from = chosen === undefined ? vscode.l10n.t('as the schema says') : vscode.l10n.t('chosen by you');
    text
      .appendMarkdown('\n\n')
      .appendMarkdown(plain(vscode.l10n.t('Counts are as of {0}, {1}', momentOf(asOf, timezone), from)));
    for (const warning of status.warnings.slice(0, 3))
      text.appendMarkdown('\n\n$(warning) ').appendMarkdown(plain(warning));
    text.supportThemeIcons = true;
  }
  return text;
}

function ageOf(iso: string): string {
  const seconds = (new Date(iso).getTime() - Date.now()) / 1000;
  const words = new Intl.RelativeTimeFormat(vscode.env.language, { numeric: 'auto', style: 'short' });
  if (seconds > -60) return vscode.l10n.t('just now');
  if (seconds > -3600) return words.format(Math.round(seconds / 60), 'minute');
  return seconds > -86_400
    ? words.format(Math.round(seconds / 3600), 'hour')
    : words.format(Math.round(seconds / 86_400), 'day');
}

const dayOf = (iso: string, timeZone: string) => formatted(iso, { dateStyle: 'medium', timeZone });
const momentOf = (iso: string, timeZone: string) =>
  formatted(iso, { dateStyle: 'medium', timeStyle: 'short', timeZone });

function formatted(iso: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(vscode.env.language, options).format(new Date(iso));
}
