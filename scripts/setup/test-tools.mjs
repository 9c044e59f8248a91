import fs from 'node:fs';
import path from 'node:path';
import { findBrowser, obtainBrowser } from './browser.mjs';
import { cacheDir, isProgram, mayInstallPackages, onPath } from './places.mjs';
import { runWithProgress, say } from './progress.mjs';
import {
  findTimeSkippingServer,
  obtainTimeSkippingServer,
  timeSkippingServer,
} from './time-skipping-server.mjs';

const pyhankoVersions = ['pyhanko==0.38.0', 'pyhanko-cli==0.6.0'];
const veraPdf = 'org.verapdf.apps:greenfield-apps:1.28.2';

const schemathesisVersions = ['schemathesis==4.32.5'];

const pyhankoDir = path.join(cacheDir, 'pyhanko-0.38.0');
const schemathesisDir = path.join(cacheDir, 'schemathesis-4.32.5');
const veraPdfDir = path.join(cacheDir, 'verapdf-1.28.2');

/** Where distributions put the PKCS#11 module of SoftHSM2. */
const softHsmModules = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
];

/** Each tool that only tests use: how it is found, and which Debian package brings it. */
const tools = {
  qpdf: { find: () => onPath('qpdf'), debian: 'qpdf' },
  pdfsig: { find: () => onPath('pdfsig'), debian: 'poppler-utils' },
  pdftoppm: { find: () => onPath('pdftoppm'), debian: 'poppler-utils' },
  pdftotext: { find: () => onPath('pdftotext'), debian: 'poppler-utils' },
  zbarimg: { find: () => onPath('zbarimg'), debian: 'zbar-tools' },
  openssl: { find: () => onPath('openssl'), debian: 'openssl' },
  'softhsm2-util': { find: () => onPath('softhsm2-util'), debian: 'softhsm2' },
  'libsofthsm2.so': {
    find: () => softHsmModules.find((file) => fs.existsSync(file)),
    debian: 'softhsm2',
  },
  java: { find: () => onPath('java'), debian: 'default-jre-headless' },
  pyhanko: {
    find: () => [path.join(pyhankoDir, 'bin/pyhanko'), onPath('pyhanko')].find(isUsable),
    debian: 'python3-venv',
    install: () => installByPip(pyhankoDir, pyhankoVersions, 'check signatures'),
    fix: `Install it with: pip install ${pyhankoVersions.join(' ')}.`,
  },
  schemathesis: {
    find: () =>
      [path.join(schemathesisDir, 'bin/schemathesis'), onPath('schemathesis')].find(isUsable),
    debian: 'python3-venv',
    install: () => installByPip(schemathesisDir, schemathesisVersions, 'try the API'),
    fix: `Install it with: pip install ${schemathesisVersions.join(' ')}.`,
  },
  verapdf: {
    find: () => [path.join(veraPdfDir, 'verapdf'), onPath('verapdf')].find(isUsable),
    debian: 'maven',
    install: installVeraPdf,
    fix: 'Install Java and Maven and call npm test again, or put verapdf on PATH.',
  },
  [timeSkippingServer]: {
    find: findTimeSkippingServer,
    debian: 'maven',
    install: obtainTimeSkippingServer,
    fix: `Install Java and Maven and call npm test again, or put ${timeSkippingServer} on PATH.`,
  },
  chromium: {
    find: findBrowser,
    install: obtainBrowser,
    fix: 'Install Chromium, or name it by CHROMIUM_PATH.',
  },
};

const isUsable = (file) => file !== undefined && isProgram(file);

/** The path of every test tool by its name; undefined for one that is not here. */
export function findTestTools(known) {
  const stillThere = (name) => known[name] && fs.existsSync(known[name]) && known[name];
  return Object.fromEntries(
    Object.entries(tools).map(([name, { find }]) => [name, stillThere(name) || find()]),
  );
}

/** Fetches the tools that `found` lacks and adds them to it. Answers those not to be had. */
export async function obtainTestTools(found) {
  const lacking = () => Object.keys(tools).filter((name) => !found[name]);
  await installDebianPackages(lacking());
  for (const name of lacking()) {
    found[name] = tools[name].find();
    if (found[name] || !tools[name].install) continue;
    try {
      await tools[name].install();
      found[name] = tools[name].find();
    } catch (error) {
      say(error.message);
    }
  }
  return lacking().map((name) => ({ name, fix: fixFor(name) }));
}

/** What a person can do to get a tool that set-up could not. */
export function fixFor(name) {
  return tools[name].fix ?? `On Debian: apt-get install ${tools[name].debian}.`;
}

async function installDebianPackages(names) {
  if (!mayInstallPackages) return;
  const needed = names.filter(
    (name) =>
      tools[name].debian &&
      !(tools[name].debian === 'python3-venv' && hasVenv()) &&
      !(tools[name].debian === 'maven' && onPath('mvn')),
  );
  const packages = [...new Set(needed.map((name) => tools[name].debian))];
  if (packages.length === 0) return;
  say(`installing Debian packages that tests need: ${packages.join(', ')}.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  try {
    await runWithProgress('apt-get update', 'apt-get', ['update', '-q'], { env, limitMs: 300_000 });
    await runWithProgress('apt-get install', 'apt-get', install, { env });
  } catch (error) {
    say(error.message);
  }
}

const hasVenv = () => onPath('python3') !== undefined && onPath('pip') !== undefined;

/** Each gets a Python environment of its own, so that none decides on another's versions. */
async function installByPip(folder, versions, purpose) {
  say(`installing ${versions.join(' and ')} to ${purpose} in tests.`);
  await runWithProgress('python3 -m venv', 'python3', ['-m', 'venv', '--clear', folder]);
  const pip = path.join(folder, 'bin/pip');
  await runWithProgress('pip install', pip, ['install', '--quiet', ...versions]);
}

/** veraPDF checks PDF/A; it comes as one Java archive through Maven. */
async function installVeraPdf() {
  say(`fetching ${veraPdf} through Maven; it checks PDF/A in tests.`);
  const args = [
    '-q',
    '-B',
    'dependency:copy',
    `-Dartifact=${veraPdf}`,
    `-DoutputDirectory=${veraPdfDir}`,
  ];
  await runWithProgress('mvn dependency:copy', 'mvn', args);
  const archive = fs.readdirSync(veraPdfDir).find((file) => file.endsWith('.jar'));
  if (archive === undefined) throw new Error('Maven left no archive of veraPDF.');
  const start = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec java -cp "$here/${archive}" org.verapdf.apps.GreenfieldCliWrapper "$@"
`;
  fs.writeFileSync(path.join(veraPdfDir, 'verapdf'), start, { mode: 0o755 });
}
