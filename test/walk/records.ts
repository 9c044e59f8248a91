import { eq } from 'drizzle-orm';
import { afterAll, expect, inject } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { firstBrokenEvent, listCaseEvents } from '../../db/queries/case/case-event.ts';
import { certificateNumber, ledgerTransaction } from '../../db/schema/schema.ts';
import { connectTemporal } from '../../temporal/client.ts';
import type { Program } from '../servers/api-program.ts';
import { caseAt } from './tries.ts';

/** The running system's record and engine, to see that they agree. Call it at a test file's top. */
export async function walkRecords() {
  const database = openDatabase(inject('databaseUrl'));
  const temporal = await connectTemporal({
    TEMPORAL_ADDRESS: inject('addresses').temporal,
    TEMPORAL_NAMESPACE: inject('stackEnv').TEMPORAL_NAMESPACE ?? '',
    ECOO_SECRETS_DIR: inject('stackEnv').ECOO_SECRETS_DIR ?? '',
  });
  afterAll(async () => {
    await Promise.all([temporal.connection.close(), database.$client.end({ timeout: 5 })]);
  });

  /** Events unbroken, and event, record and run at one stage; gives what is booked and numbered. */
  async function coherent(exporter: Program, path: string) {
    const one = await caseAt(exporter, path);
    const { id, stage, revision, certificateNumber: number, workflowId } = one;
    const events = await listCaseEvents(database, id);
    expect(firstBrokenEvent(events)).toBeNull();
    expect(events.at(-1)?.stage).toBe(stage);
    const booked = await database
      .select({ kind: ledgerTransaction.kind })
      .from(ledgerTransaction)
      .where(eq(ledgerTransaction.applicationId, id))
      .orderBy(ledgerTransaction.at);
    const numbers = await database
      .select({ number: certificateNumber.number })
      .from(certificateNumber)
      .where(eq(certificateNumber.applicationId, id));
    if (stage === 'issued') expect(numbers).toEqual([{ number }]);
    if (stage !== 'draft') {
      const run = await temporal.workflow.getHandle(workflowId ?? '').query('state');
      expect(run).toEqual({ stage, revision });
    }
    const actions = events.map(({ action }) => action);
    return { stage, actions, booked: booked.map(({ kind }) => kind), numbers: numbers.length };
  }

  return { database, coherent };
}
