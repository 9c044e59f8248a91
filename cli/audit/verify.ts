import { openDatabase } from '../../db/database.ts';
import {
  findOrphanEvent,
  readAuditChain,
  readCaseChains,
} from '../../db/queries/audit/audit-chain.ts';
import { databaseUrl } from '../env.ts';
import { commandFailure, EXIT } from '../exit-code.ts';
import { checkAuditChain, type Fault } from './audit-chain.ts';
import { checkCaseChains } from './case-chain.ts';

/** Checks both chains, prints what was found and sets the exit code. */
export async function verify({ json }: { json?: true }): Promise<void> {
  const database = openDatabase(databaseUrl(), { max: 1 });
  try {
    const audit = await checkAuditChain(readAuditChain(database));
    const cases = await checkCaseChains(readCaseChains(database));
    const orphan = cases.fault ? null : await findOrphanEvent(database);
    const caseFault = cases.fault ?? (orphan && faultOfOrphan(orphan));
    const whole = audit.fault === null && caseFault === null;
    const outcome = { whole, audit, cases: { ...cases, fault: caseFault } };
    process.stdout.write(json ? `${JSON.stringify(outcome, null, 2)}\n` : words(outcome));
    process.exitCode = whole ? EXIT.done : EXIT.notGenuine;
  } catch (error) {
    const reason = error instanceof Error ? error.message || String(error) : String(error);
    throw commandFailure(EXIT.usage, `The database cannot be read: ${reason}`);
  } finally {
    await database.$client.end({ timeout: 5 });
  }
}

const faultOfOrphan = (orphan: { applicationId: string; sequence: number }): Fault => ({
  sequence: orphan.sequence,
  subject: `case/${orphan.applicationId}`,
  fault: 'tail',
  detail: 'Its case is gone.',
});

const inWords = ({ subject, sequence, fault, detail }: Fault) =>
  `BROKEN at row ${sequence} of ${subject} (${fault}): ${detail}\n`;

type Outcome = {
  audit: Awaited<ReturnType<typeof checkAuditChain>>;
  cases: Awaited<ReturnType<typeof checkCaseChains>>;
};

function words({ audit, cases }: Outcome): string {
  const end = `ends at ${audit.end.sequence} with ${audit.end.hash}`;
  const first = audit.fault
    ? `Audit: ${inWords(audit.fault)}`
    : `Audit: ${audit.rows} rows hold; it ${end}\n`;
  const second = cases.fault
    ? `Cases: ${inWords(cases.fault)}`
    : `Cases: ${cases.events} events of ${cases.cases} cases hold\n`;
  return first + second;
}
