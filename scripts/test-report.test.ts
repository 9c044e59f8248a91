import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readReport } from './test-report.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ecoo-report-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function report(statuses: string[], fileStatus = 'passed'): string {
  const file = path.join(folder, 'report.json');
  const assertionResults = statuses.map((status, index) => ({
    fullName: `test ${index}`,
    status,
    failureMessages: status === 'failed' ? ['Error: it is 1, not 2'] : [],
  }));
  const result = { name: 'a.test.ts', status: fileStatus, message: 'broken', assertionResults };
  fs.writeFileSync(file, JSON.stringify({ testResults: [result] }));
  return file;
}

test('every test counts one; one that was skipped is named, and one that failed, with why', () => {
  expect(readReport(report(['passed', 'failed', 'skipped', 'passed'], 'failed'), false)).toEqual({
    passed: 2,
    failed: 1,
    skipped: ['test 2'],
    remarks: ['a.test.ts: test 1 failed: Error: it is 1, not 2'],
  });
});

test('a file that could not be loaded is one failure', () => {
  expect(readReport(report([], 'failed'), false)).toMatchObject({ passed: 0, failed: 1 });
});

test('where the set-up of a file fails none of its tests passes for skipped', () => {
  const tally = readReport(report(['skipped', 'skipped'], 'failed'), false);
  expect(tally).toMatchObject({ passed: 0, failed: 2, skipped: [] });
});

test('a run that failed outside its tests is one failure', () => {
  expect(readReport(report(['passed']), false)).toMatchObject({ passed: 1, failed: 1 });
});

test('a run that ended without a report is one failure', () => {
  const none = path.join(folder, 'none.json');
  expect(readReport(none, false)).toMatchObject({ passed: 0, failed: 1 });
});
