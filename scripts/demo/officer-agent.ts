import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { projectDir, surroundings } from '../env.ts';

/** What the seed noted of each officer's token: how the agent on that desk is started. */
type AgentEntry = {
  login: string;
  office: string;
  pin: string;
  arguments: string[];
  environment: Record<string, string>;
};

export type OfficerAgent = {
  login: string;
  sign: (request: {
    signedAttributes: string;
    documentDigest: string;
    description: string;
  }) => Promise<string>;
  stop: () => void;
};

/** Starts `ecoo sign-agent` as the first seeded officer of an office has it on the desk. */
export async function startOfficerAgent(dataDir: string, office: string): Promise<OfficerAgent> {
  const file = path.join(dataDir, 'simulators', 'token', 'agents.json');
  const entries = JSON.parse(await readFile(file, 'utf8')) as AgentEntry[];
  const entry = entries.find((one) => one.office === office);
  if (!entry) throw new Error(`No officer is seeded for the office ${office}.`);
  const agent = spawn(
    process.execPath,
    [path.join(projectDir, 'cli/main.ts'), 'sign-agent', '--port', '0', ...entry.arguments],
    {
      env: { ...surroundings(), ...entry.environment, ECOO_TOKEN_PIN: entry.pin },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const errors: string[] = [];
  agent.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(agent.stdout).on('line', (line) => {
      if (line.startsWith('{')) resolve((JSON.parse(line) as { url: string }).url);
    });
    agent.once('exit', () => reject(new Error(`sign-agent ended: ${errors.join('')}`)));
  });
  return {
    login: entry.login,
    async sign(request) {
      const answer = await fetch(`${url}/sign`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
      });
      if (!answer.ok) throw new Error(`sign-agent refuses: ${await answer.text()}`);
      return ((await answer.json()) as { signature: string }).signature;
    },
    stop: () => void agent.kill('SIGTERM'),
  };
}
