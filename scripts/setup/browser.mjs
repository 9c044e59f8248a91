import fs from 'node:fs';
import path from 'node:path';
import { cacheDir, isProgram, mayInstallPackages, onPath, projectDir } from './places.mjs';
import { runWithProgress, say } from './progress.mjs';

const downloads = path.join(cacheDir, 'playwright');

/** The browser that pages are tried in: CHROMIUM_PATH, PATH, what was downloaded; else undefined. */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!isProgram(named)) throw new Error(`CHROMIUM_PATH names ${named}, no program.`);
    return path.resolve(named);
  }
  const installed = ['chromium', 'google-chrome-stable', 'google-chrome'].map(onPath);
  return [...installed, downloaded()].find(Boolean);
}

function downloaded() {
  if (!fs.existsSync(downloads)) return undefined;
  return fs
    .readdirSync(downloads, { recursive: true })
    .map((name) => path.join(downloads, name))
    .find((file) => /[/\\](chrome-)?headless[-_]shell(\.exe)?$/.test(file) && isProgram(file));
}

/** Installs Debian's package where that may be done, and else downloads Playwright's build. */
export async function obtainBrowser() {
  if (mayInstallPackages && (await isInstalledByApt())) return;
  say('downloading a browser that tests try the pages in.');
  const program = path.join(projectDir, 'node_modules/playwright-core/cli.js');
  const env = { ...process.env, PLAYWRIGHT_BROWSERS_PATH: downloads };
  const args = [program, 'install', '--only-shell', 'chromium'];
  await runWithProgress("Playwright's download", process.execPath, args, { env });
}

async function isInstalledByApt() {
  say('installing the Debian package chromium, which tests try the pages in.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '--no-install-recommends', 'chromium'];
  try {
    await runWithProgress('apt-get update', 'apt-get', ['update', '-q'], { env, limitMs: 300_000 });
    await runWithProgress('apt-get install', 'apt-get', install, { env });
    return findBrowser() !== undefined;
  } catch (error) {
    say(error.message);
    return false;
  }
}
