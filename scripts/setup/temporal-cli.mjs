import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { cacheDir, isProgram, onPath, projectDir } from './places.mjs';
import { complain, runWithProgress, say } from './progress.mjs';

/** Later versions cannot be built by `go install`: their go.mod has a replace directive. */
const buildable = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';

/** The oldest server inside the CLI that has every message type this product sends. */
const oldestServer = [1, 28];

const cached = path.join(cacheDir, 'temporal');

/** The Temporal CLI of this machine: TEMPORAL_CLI_PATH, PATH, the cache; else undefined. */
export function findTemporalCli(known) {
  const named = process.env.TEMPORAL_CLI_PATH;
  if (named) {
    if (!isProgram(named)) throw new Error(`TEMPORAL_CLI_PATH names ${named}, no program.`);
    return path.resolve(named);
  }
  const candidates = [onPath('temporal'), cached].filter((file) => file && isProgram(file));
  return candidates.find((file) => file === known.temporal || isRecentEnough(file));
}

/** Fetches the Temporal CLI into the cache: the SDK's own download, else built by Go. */
export async function obtainTemporalCli() {
  say('the Temporal CLI is not here; trying the download of the Temporal SDK (at most 60 s).');
  try {
    return await download();
  } catch (error) {
    say(`that did not work (${error.message.split('\n').at(-1)}).`);
  }
  const go = onPath('go') ?? ['/usr/local/go/bin/go'].find(isProgram);
  if (go === undefined) {
    throw new Error(
      'there is no Temporal CLI, its download does not work here and there is no Go to build it. ' +
        'Any one of these is enough: internet access; Go 1.24 or newer; the CLI from ' +
        'https://docs.temporal.io/cli on PATH or named by TEMPORAL_CLI_PATH; a running cluster ' +
        'named by TEMPORAL_ADDRESS.',
    );
  }
  say(`building ${buildable} with Go, once; about four minutes on two cores.`);
  const env = { ...process.env, GOBIN: cacheDir, GOFLAGS: '-mod=mod' };
  await runWithProgress('building the Temporal CLI', go, ['install', '-v', buildable], {
    env,
    limitMs: 1_800_000,
  });
  say(`the Temporal CLI is now ${cached}.`);
  return cached;
}

/** The SDK downloads as it starts a server; the server is ended at once and the program kept. */
async function download() {
  const folder = path.join(cacheDir, 'download');
  fs.mkdirSync(folder, { recursive: true });
  const program = `
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const executable = { type: 'cached-download', downloadDir: ${JSON.stringify(folder)} };
    try {
      const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } });
      await environment.teardown();
    } catch (error) {
      console.error(error.message.split(': ').at(-1));
      process.exit(1);
    }`;
  const args = ['--input-type=module', '-e', program];
  try {
    await runWithProgress("the SDK's download", process.execPath, args, {
      cwd: projectDir,
      limitMs: 60_000,
    });
    const [name] = fs.readdirSync(folder).filter((file) => isProgram(path.join(folder, file)));
    if (name === undefined) throw new Error('it left no program');
    fs.renameSync(path.join(folder, name), cached);
    say(`the Temporal CLI is now ${cached}.`);
    return cached;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function isRecentEnough(file) {
  try {
    const version = execFileSync(file, ['--version'], { encoding: 'utf8', timeout: 20_000 });
    const [, major, minor] = /Server (\d+)\.(\d+)/.exec(version) ?? [];
    const recent = Number(major) > oldestServer[0] || Number(minor) >= oldestServer[1];
    if (!recent) complain(`${file} is too old (${version.trim()}); another one is looked for.`);
    return recent;
  } catch (error) {
    complain(`${file} does not run (${error.message.split('\n')[0]}); another one is looked for.`);
    return false;
  }
}
