import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { projectDir, surroundings } from '../env.ts';

/** What the seed noted of each token: how the agent on that desk is started. */
type AgentEntry = {
  login: string;
  office?: string;
  iec?: string;
  pin: string;
  arguments: string[];
  environment: Record<string, string>;
};

export type SigningAgent = {
  login: string;
  sign: (request: {
    signedAttributes: string;
    documentDigest: string;
    description: string;
  }) => Promise<string>;
  declare: (request: { declaration: string; description: string }) => Promise<string>;
  stop: () => void;
};

/** Starts `ecoo sign-agent` as the first seeded officer of an office has it on the desk. */
export const startOfficerAgent = (dataDir: string, office: string): Promise<SigningAgent> =>
  startAgent(dataDir, (one) => one.office === office);

/** The same of a person of an exporter. */
export const startExporterAgent = (dataDir: string, iec: string): Promise<SigningAgent> =>
  startAgent(dataDir, (one) => one.iec === iec);

async function startAgent(
  dataDir: string,
  isMeant: (entry: AgentEntry) => boolean,
): Promise<SigningAgent> {
  const file = path.join(dataDir, 'simulators', 'token', 'agents.json');
  const entries = JSON.parse(await readFile(file, 'utf8')) as AgentEntry[];
  const entry = entries.find(isMeant);
  if (!entry) throw new Error('No such person with a token is seeded.');
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
  async function ask(address: string, request: object): Promise<string> {
    const answer = await fetch(`${url}${address}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    if (!answer.ok) throw new Error(`sign-agent refuses: ${await answer.text()}`);
    return ((await answer.json()) as { signature: string }).signature;
  }
  return {
    login: entry.login,
    sign: (request) => ask('/sign', request),
    declare: (request) => ask('/sign-declaration', request),
    stop: () => void agent.kill('SIGTERM'),
  };
}
