import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, inject, test } from 'vitest';
import { surroundings } from '../scripts/env.ts';
import { readCompose } from '../test/compose-file.ts';

const root = path.resolve(import.meta.dirname, '..');
const stackEnv = inject('stackEnv');
const { services } = readCompose();
const temporary = mkdtempSync(path.join(os.tmpdir(), 'ecoo-programs-'));
afterAll(() => rmSync(temporary, { recursive: true }));

const owner = new URL(inject('databaseUrl'));
const application = new URL(stackEnv.DATABASE_URL ?? '');
/** What an operator has in deploy/secrets beside what the product's own secrets folder holds. */
const operators: Record<string, string> = {
  'ecoo-database-password': owner.password,
  'ecoo-app-database-password': application.password,
  'smtp-url': stackEnv.SMTP_URL ?? '',
  'dgft-api-key': 'ecoo',
  'sms-api-key': 'ecoo',
};
/** The database's address as a service has it: with its user, and the password apart. */
function databaseUrlFor(name: string): string {
  const { username } = new URL(services[name]?.environment?.DATABASE_URL ?? '');
  const [url] = [owner, application].filter((each) => each.username === username);
  return `postgres://${username}@${url?.host}${url?.pathname}`;
}

/** A folder with the secrets that docker-compose.yml gives one service, and none besides. */
async function secretsOf(name: string): Promise<string> {
  const folder = mkdtempSync(path.join(temporary, 'secrets-'));
  for (const secret of services[name]?.secrets ?? []) {
    const kept = path.join(stackEnv.ECOO_SECRETS_DIR ?? '', secret);
    if (existsSync(kept)) await copyFile(kept, path.join(folder, secret));
    else writeFileSync(path.join(folder, secret), `${operators[secret]}\n`);
  }
  return folder;
}

/** The settings that docker-compose.yml names for a service, with the addresses of this stack. */
async function settingsOf(name: string): Promise<Record<string, string>> {
  const here: Record<string, string> = {
    ...stackEnv,
    DATABASE_URL: databaseUrlFor(name),
    API_PORT: '0',
  };
  const named = Object.entries(services[name]?.environment ?? {});
  const settings = Object.fromEntries(
    named.map(([key, value]) => [key, here[key] ?? value.replace(/^\$\{\w+:-(.*)\}$/, '$1')]),
  );
  // In the image `node` is this version too; see image.test.ts.
  const PATH = `${path.dirname(process.execPath)}${path.delimiter}${surroundings().PATH}`;
  return { ...settings, ECOO_SECRETS_DIR: await secretsOf(name), PATH };
}

/** Starts a service as docker-compose.yml does; with another text in the file `master-key`, if any. */
async function start(name: string, masterKey?: string) {
  const command = services[name]?.command ?? [];
  const args = [path.join(root, 'deploy/entrypoint.sh'), ...command];
  const env = await settingsOf(name);
  if (masterKey !== undefined) {
    const file = path.join(env.ECOO_SECRETS_DIR ?? '', 'master-key');
    rmSync(file);
    writeFileSync(file, masterKey);
  }
  return spawn('sh', args, { cwd: root, env });
}

/** Programs start slowly on a machine that is busy. */
const patienceMs = 240_000;

const newKey = () => randomBytes(32).toString('base64');
const ring = (current: string, keys: Record<string, string>) => JSON.stringify({ current, keys });
const firstKey = readFileSync(path.join(stackEnv.ECOO_SECRETS_DIR ?? '', 'master-key'), 'utf8');
const twoKeys = ring('second', { first: firstKey.trim(), second: newKey() });

test.each([
  ['api', 'what docker-compose.yml gives it', undefined, /"msg":"listening"/],
  ['api', 'two master keys', twoKeys, /"msg":"listening"/],
  ['worker', 'what docker-compose.yml gives it', undefined, /"ready":true/],
  ['migration-worker', 'what docker-compose.yml gives it', undefined, /"ready":true/],
])(
  '%s runs on %s, and ends in good order',
  async (name, _, masterKey, ready) => {
    const program = await start(name, masterKey);
    const ended = new Promise((resolve) => program.once('exit', resolve));
    const said: string[] = [];
    program.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
    for await (const line of createInterface(program.stdout)) {
      said.push(line);
      if (ready.test(line)) program.kill('SIGTERM');
    }
    expect([await ended, said.join('\n')]).toEqual([0, expect.stringMatching(ready)]);
  },
  patienceMs,
);

test.each(['api', 'worker'])(
  '%s does not start where the record has secrets under a key that it does not know',
  async (name) => {
    const program = await start(name, ring('other', { other: newKey() }));
    let said = '';
    program.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    program.stdout.resume();
    const code = await new Promise((resolve) => program.once('close', resolve));
    const words = 'sealed under master keys that are not known: "first"';
    expect([code, said]).toEqual([1, expect.stringContaining(words)]);
  },
  patienceMs,
);

test(
  'migrate runs on what docker-compose.yml gives it',
  async () => {
    const program = await start('migrate');
    program.stderr.pipe(process.stderr);
    expect(await new Promise((resolve) => program.once('exit', resolve))).toBe(0);
  },
  patienceMs,
);
