#!/usr/bin/env node
// Plain JavaScript on purpose: it must run on any Node, and find one that runs TypeScript.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = new URL('./main.ts', import.meta.url);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major >= 24 || (major === 22 && minor >= 18)) await import(main.href);
else runOn(pinnedNode());

/** The Node that package.json pins, installed by npm beside everything else. */
function pinnedNode() {
  try {
    const home = join(createRequire(import.meta.url).resolve('node/package.json'), '..');
    return join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    console.error('ecoo needs Node 22.18 or later. Run `npm ci` here, which brings it along.');
    process.exit(2);
  }
}

/** Runs the commands on that Node, handing on signals, and ends as it ended. */
function runOn(node) {
  const child = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`ecoo could not start ${node}: ${error.message}. Run \`npm ci\` again.`);
    process.exit(2);
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
