import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, inject, test } from 'vitest';
import { surroundings } from './scripts/env.ts';

const addresses = inject('addresses');
const dataDir = inject('dataDir');
const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
const blocks = (kind: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`sh ${kind}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, text = '']) => text,
  );

/** A shell in the project's folder, in a process group of its own so that it ends with all it started. */
function shell(script: string) {
  return spawn('sh', ['-euc', script], {
    cwd: import.meta.dirname,
    detached: true,
    env: { ...surroundings(), ECOO_DATA_DIR: dataDir },
  });
}

const groups: number[] = [];
afterAll(() => {
  for (const group of groups) process.kill(-group, 'SIGTERM');
});

/** The agent as this machine has it, which agents.json says, on a port that is free. */
async function startAgent(): Promise<string> {
  const file = path.join(dataDir, 'simulators/token/agents.json');
  const [agent] = JSON.parse(readFileSync(file, 'utf8'));
  const own = agent.arguments.map((word: string) => `'${word}'`).join(' ');
  const script = (blocks('agent')[0] ?? '')
    .replace(/--module \S+ --token \S+/, `--port 0 ${own}`)
    .replace('.data/', `${dataDir}/`);
  const child = shell(script);
  if (child.pid) groups.push(child.pid);
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('{')) {
      const { url } = JSON.parse(line);
      return url;
    }
  }
  throw new Error('sign-agent ended before it was ready');
}

test('what README shows of each role works as it stands there', async () => {
  const agent = await startAgent();
  const script = blocks('walk')
    .join('\n')
    .replaceAll('http://127.0.0.1:8080', addresses.api)
    .replaceAll('http://127.0.0.1:7581', agent)
    .replaceAll('http://127.0.0.1:8105', addresses.phone);
  const child = shell(script);
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  }
  const code = await new Promise((resolve) => child.once('close', resolve));
  const output = said.join('');
  expect([code, output]).toEqual([0, expect.stringContaining('genuine-and-in-force')]);
  expect(output).toContain('"stage":"under-review"');
  expect(output).toMatch(/^GENUINE$/m);
  const page = await fetch(/^and the page: (\S+)$/m.exec(output)?.[1] ?? '');
  expect(await page.text()).toContain('Genuine and in force');
});
