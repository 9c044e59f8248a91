import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { isCi, projectDir } from './env.ts';
import { readReport, type Tally } from './test-report.ts';

/**
 * `npm test`: formatting and lint, types, then every test. Each vitest test counts one, and so do
 * lint and types. Arguments go on to vitest as filters. The last line is the count.
 */
const filters = process.argv.slice(2);
const bin = (name: string) => path.join(projectDir, 'node_modules/.bin', name);
const report = path.join(projectDir, '.cache', `vitest-${process.pid}.json`);
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];

const tally: Tally = { passed: 0, failed: 0, skipped: [], remarks: [] };
for (const [what, program, args] of [
  ['Lint and formatting', 'biome', ['check', '.']],
  ['Types', 'tsc', []],
] as const) {
  if (await run(what, bin(program), [...args])) tally.passed++;
  else {
    tally.failed++;
    tally.remarks.push(`${what}: what was found is above.`);
  }
}
let ran = 0;
// One tier after the other: servers of one tier that do not come up cost that tier alone.
for (const tier of ['pure', 'db', 'temporal', 'e2e', 'chaos']) {
  const args = ['run', '--project', tier, '--passWithNoTests', ...reporters, ...filters];
  const passed = await run(`Tests: ${tier}`, bin('vitest'), args);
  const result = readReport(report, passed);
  fs.rmSync(report, { force: true });
  ran += result.passed + result.failed;
  tally.passed += result.passed;
  tally.failed += result.failed;
  tally.skipped.push(...result.skipped);
  tally.remarks.push(...result.remarks.map((remark) => `${tier}: ${remark}`));
}
if (ran === 0) {
  tally.failed++;
  tally.remarks.push('No test ran.');
}
close(tally);

/** Runs a check with its output shown as it comes; true when it passed. */
function run(what: string, command: string, args: string[]): Promise<boolean> {
  console.log(`\n${what}`);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const child = spawn(command, args, { cwd: projectDir, stdio: 'inherit' });
  const passOn = (name: NodeJS.Signals) => child.kill(name);
  process.on('SIGTERM', passOn).on('SIGINT', passOn);
  child.once('error', (error) => {
    console.error(`${what} could not be run: ${error.message}`);
    resolve(false);
  });
  child.once('exit', (code) => {
    process.off('SIGTERM', passOn).off('SIGINT', passOn);
    resolve(code === 0);
  });
  return promise;
}

function close({ passed, failed, skipped, remarks }: Tally): void {
  const refused = isCi ? skipped.length : 0;
  for (const remark of remarks) console.log(remark);
  if (refused > 0)
    console.log('In CI nothing may be skipped: each skipped check counts as failed.');
  if (skipped.length > 0) console.log(`Skipped: ${skipped.join('; ')}`);
  console.log(`${passed} passed, ${failed + refused} failed`);
  process.exitCode = failed + refused > 0 ? 1 : 0;
}
