import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, inject, test } from 'vitest';
import { surroundings } from './scripts/env.ts';

const addresses = inject('addresses');
const dataDir = inject('dataDir');

/** The blocks of a document that are fenced as `sh walk` or `sh agent`. */
function blocks(document: string, kind: 'walk' | 'agent'): string[] {
  const text = readFileSync(path.join(import.meta.dirname, document), 'utf8');
  const fenced = text.matchAll(new RegExp(`^\`\`\`sh ${kind}\\n(.*?)^\`\`\``, 'gms'));
  return [...fenced].map(([, block = '']) => block);
}

/** A shell in the project's folder, in a process group of its own so that it ends with all it started. */
function shell(script: string) {
  return spawn('sh', ['-euc', script.replaceAll('.data/', `${dataDir}/`)], {
    cwd: import.meta.dirname,
    detached: true,
    env: { ...surroundings(), ECOO_DATA_DIR: dataDir },
  });
}

const groups: number[] = [];
afterAll(() => {
  for (const group of groups) process.kill(-group, 'SIGTERM');
});

/** The agent as this machine has it, which the seed has noted, on a port that is free. */
async function startAgent(document: string, file: string, token: string): Promise<string> {
  const seeded: { arguments: string[] }[] = JSON.parse(
    readFileSync(path.join(dataDir, 'simulators/token', file), 'utf8'),
  );
  const agent = seeded.find((one) => one.arguments.some((word) => word.includes(token)));
  const own = agent?.arguments.map((word) => `'${word}'`).join(' ');
  const [block = ''] = blocks(document, 'agent');
  expect(block).toContain(token);
  const child = shell(block.replace(/--(port|module) [\s\S]*$/, `--port 0 ${own}`));
  if (child.pid) groups.push(child.pid);
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('{')) {
      const { url } = JSON.parse(line);
      return url;
    }
  }
  throw new Error('sign-agent ended before it was ready');
}

/** Runs the blocks one after another in one shell, at the addresses of this system. */
async function walk(all: string[], agents: Record<string, string>) {
  const { port } = new URL(inject('databaseUrl'));
  const places = {
    'http://127.0.0.1:8080': addresses.api,
    'http://127.0.0.1:8101': addresses.dgft,
    'http://127.0.0.1:8103': addresses.mailbox,
    'http://127.0.0.1:8105': addresses.phone,
    '127.0.0.1:15432': `127.0.0.1:${port}`,
    ...agents,
  };
  const script = Object.entries(places).reduce(
    (text, [usual, here]) => text.replaceAll(usual, here),
    all.join('\n'),
  );
  const child = shell(script);
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  }
  const code = await new Promise((resolve) => child.once('close', resolve));
  const output = said.join('');
  expect([code, output]).toEqual([0, expect.any(String)]);
  return output;
}

test('R7 what README shows of a case, and of a migration, works as it stands there', async () => {
  const agent = await startAgent('README.md', 'agents.json', 'officer.eic-mumbai');
  const output = await walk(blocks('README.md', 'walk'), { 'http://127.0.0.1:7581': agent });
  expect(output).toContain('genuine-and-in-force');
  expect(output).toContain('"stage":"under-review"');
  expect(output).toMatch(/^GENUINE$/m);
  expect(output).toMatch(/^brought over: ([1-9]\d*), and \1 must be$/m);
  const page = await fetch(/^and the page: (\S+)$/m.exec(output)?.[1] ?? '');
  expect(await page.text()).toContain('Genuine and in force');
});

test('R3 what is shown of registering and managing people works as it stands there', async () => {
  const document = 'docs/registering.md';
  const agent = await startAgent(document, 'directors.json', 'director.0514485587');
  const [abbreviations = ''] = blocks('README.md', 'walk');
  const script = [abbreviations, ...blocks(document, 'walk')];
  const output = await walk(script, { 'http://127.0.0.1:7582': agent });
  for (const kind of ['exporter', 'officer', 'agency-administrator']) {
    expect(output).toContain(`"kind":"${kind}","stage":"active"`);
  }
  expect(output).toContain('"login":"0514485587"');
  expect(output).toMatch(/"active":false/);
  expect(output).toMatch(/^Audit: \d+ rows hold/m);
});
