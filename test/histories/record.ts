import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectDir, surroundings } from '../../scripts/env.ts';
import { chooseRuns } from './choose-runs.ts';
import { isWaiting, packHistory, type RunHistory, unpackHistory, workflowOf } from './run-file.ts';

/**
 * `npm run record-histories`: runs the tests that bring workflows to their ends or leave them
 * waiting, takes the histories of all their runs, and keeps of each workflow the fewest that take
 * every step, in workflows/histories/<day>. What other days have is left as it is.
 */
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ecoo-histories-'));
const vitest = path.join(projectDir, 'node_modules/.bin/vitest');
const tiers = ['--project', 'temporal', '--project', 'e2e'];
const { status } = spawnSync(vitest, ['run', ...tiers, ...process.argv.slice(2)], {
  cwd: projectDir,
  stdio: 'inherit',
  env: { ...surroundings(), ECOO_HISTORIES_DIR: folder },
});

const runs = new Map<string, RunHistory[]>();
for (const name of fs.readdirSync(folder)) {
  const history = unpackHistory(fs.readFileSync(path.join(folder, name)));
  const workflow = workflowOf(history);
  runs.set(workflow, [...(runs.get(workflow) ?? []), history]);
}
fs.rmSync(folder, { recursive: true });

const day = new Date().toISOString().slice(0, 10);
const target = path.join(projectDir, 'workflows/histories', day);
fs.rmSync(target, { recursive: true, force: true });
fs.mkdirSync(target, { recursive: true });
let bytes = 0;
for (const [workflow, all] of [...runs].sort()) {
  const chosen = chooseRuns(all);
  for (const [index, history] of chosen.entries()) {
    const name = `${workflow}-${index + 1}${isWaiting(history) ? '-waiting' : ''}.pb.gz`;
    const packed = packHistory(history);
    fs.writeFileSync(path.join(target, name), packed);
    bytes += packed.length;
  }
  console.log(`${workflow}: ${chosen.length} of ${all.length} runs`);
}
console.log(`${Math.round(bytes / 1024)} KB in workflows/histories/${day}`);
if (status !== 0) console.error('Some tests failed: see whether these histories may be kept.');
process.exitCode = status ?? 1;
