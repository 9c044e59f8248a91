import fs from 'node:fs';

/** What a test run came to. */
export type Tally = { passed: number; failed: number; skipped: string[]; remarks: string[] };

/** The part of vitest's JSON report that is read here. */
type Report = {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
};

/**
 * Counts a vitest run from its JSON report. A file that could not be loaded counts as one
 * failure, and so does a run that vitest calls failed though no test in it did: a server that
 * did not come up, an error nobody caught, no report, no test at all.
 */
export function readReport(file: string, vitestPassed: boolean): Tally {
  const tally: Tally = { passed: 0, failed: 0, skipped: [], remarks: [] };
  for (const result of readResults(file)) {
    for (const { fullName, status } of result.assertionResults) {
      if (status === 'passed') tally.passed++;
      else if (status === 'failed') tally.failed++;
      else tally.skipped.push(fullName);
    }
    const brokenFile = result.status === 'failed' && !someFailed(result.assertionResults);
    if (brokenFile) {
      tally.failed++;
      tally.remarks.push(`${result.name} could not be run: ${result.message}`);
    }
  }
  if (tally.failed === 0 && tally.passed === 0) {
    tally.failed++;
    tally.remarks.push('No test ran.');
  } else if (tally.failed === 0 && !vitestPassed) {
    tally.failed++;
    tally.remarks.push('Vitest failed outside the tests; its message is above.');
  }
  return tally;
}

const someFailed = (results: { status: string }[]) =>
  results.some(({ status }) => status === 'failed');

function readResults(file: string): Report['testResults'] {
  if (!fs.existsSync(file)) return [];
  const report: Report = JSON.parse(fs.readFileSync(file, 'utf8'));
  return report.testResults;
}
