import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What keeps the workbench still and offline. */
const QUIET = {
  // On the web VS Code's default is afterDelay; the desktop's is off.
  'files.autoSave': 'off',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'npm.fetchOnlinePackageInfo': false,
  'json.schemaDownload.enable': false,
  'git.openRepositoryInParentFolders': 'never',
  'window.menuBarVisibility': 'compact',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

/** Writes the user's settings; those that a person or a test put there stay. */
export function writeUserSettings(userData: string, given: Readonly<Record<string, unknown>>): void {
  const file = join(userData, 'User', 'settings.json');
  mkdirSync(dirname(file), { recursive: true });
  let present: object = {};
  try {
    if (existsSync(file)) present = JSON.parse(readFileSync(file, 'utf8')) as object;
  } catch {
    // With comments: a person's own file. Leave it alone.
    return;
  }
  writeFileSync(file, JSON.stringify({ ...QUIET, ...present, ...given }, null, 2));
}
