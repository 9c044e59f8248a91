import fs from 'node:fs';

/** What a test run came to. */
export type Tally = { passed: number; failed: number; skipped: string[]; remarks: string[] };

/** The part of vitest's JSON report that is read here. */
type Report = {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
  }[];
};

/** So much of a failure's message is repeated at the end, where it is not missed. */
const mostOfMessage = 1_000;

/**
 * Counts a vitest run from its JSON report, and names each test that failed. Where a file could not be run each of its tests counts as
 * failed, and the file where they are not known; one failure more is a run that vitest calls failed though no test in it did: a server that
 * did not come up, an error nobody caught, no report.
 */
export function readReport(file: string, vitestPassed: boolean): Tally {
  const tally: Tally = { passed: 0, failed: 0, skipped: [], remarks: [] };
  for (const { name, status, message, assertionResults } of readResults(file)) {
    const passed = assertionResults.filter((result) => result.status === 'passed').length;
    const failed = assertionResults.filter((result) => result.status === 'failed').length;
    const rest = assertionResults.filter((result) => !/passed|failed/.test(result.status));
    const couldNotRun = status === 'failed' && failed === 0;
    tally.passed += passed;
    tally.failed += couldNotRun ? Math.max(1, rest.length) : failed;
    if (couldNotRun) tally.remarks.push(`${name} could not be run: ${message}`);
    else tally.skipped.push(...rest.map(({ fullName }) => fullName));
    for (const { fullName, status: outcome, failureMessages = [] } of assertionResults) {
      if (outcome !== 'failed') continue;
      const why = failureMessages.join('\n').slice(0, mostOfMessage);
      tally.remarks.push(`${name}: ${fullName} failed: ${why}`);
    }
  }
  if (tally.failed === 0 && !vitestPassed) {
    tally.failed++;
    tally.remarks.push('Vitest failed outside the tests; its message is above.');
  }
  return tally;
}

function readResults(file: string): Report['testResults'] {
  if (!fs.existsSync(file)) return [];
  const report: Report = JSON.parse(fs.readFileSync(file, 'utf8'));
  return report.testResults;
}
