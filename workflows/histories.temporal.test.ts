import fs from 'node:fs';
import path from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { expect, test } from 'vitest';
import { failureConverterPath } from '../temporal/data-converter.ts';
import { unpackHistory, workflowIdOf } from '../test/histories/run-file.ts';
import { caseWorkflows } from '../test/servers/case-worker.ts';

// `npm run record-histories` makes the files; docs/testing.md says when, and what to do when one fails.
const folder = path.join(import.meta.dirname, 'histories');
const files = fs
  .readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.pb.gz'))
  .sort();
const recorded = (workflow: string, more = '') =>
  files.some((file) => path.basename(file).startsWith(`${workflow}-`) && file.includes(more));

test('R5 of each workflow there are histories, and of those that wait for people some that wait', () => {
  const exported = fs.readFileSync(path.join(import.meta.dirname, 'workflows.ts'), 'utf8');
  const names = [...exported.matchAll(/\b(\w+)(?=,| \})/g)].map(([name]) => name);
  expect(names).toContain('cooApplication');
  expect(names.filter((name) => !recorded(name))).toEqual([]);
  for (const name of [
    ...['cooApplication', 'userRegistration', 'officerDeactivation'],
    ...['legacyMigration', 'legacyMigrationShard'],
  ]) {
    expect(recorded(name, '-waiting'), name).toBe(true);
  }
});

test('R5 every recorded run replays on the present code', { timeout: 180_000 }, async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const options = { workflowBundle: caseWorkflows(), dataConverter: { failureConverterPath } };
  const fileOf = new Map<string, string>();
  function* histories() {
    for (const file of files) {
      const history = unpackHistory(fs.readFileSync(path.join(folder, file)));
      fileOf.set(workflowIdOf(history), file);
      yield { history, workflowId: workflowIdOf(history) };
    }
  }
  const broken: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(options, histories())) {
    if (error) broken.push(`${fileOf.get(workflowId)}: ${error.message}`);
  }
  expect(broken).toEqual([]);
});
