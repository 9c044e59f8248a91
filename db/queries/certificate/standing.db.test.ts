import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { issuedCertificate } from '../../../test/records/case-in-stage.ts';
import { cancel, supersede } from '../../../test/records/certificate-standing.ts';
import { recordWithOffice } from '../../../test/records/record-with-office.ts';
import { freshDatabase } from '../../../test/servers/fresh-database.ts';
import { certificate } from '../../schema/schema.ts';

const { database } = await freshDatabase();
const owner = await recordWithOffice(database);

const issue = (replaces: string | null = null) =>
  issuedCertificate(database, owner, owner.accountId, { replaces });

const set = (number: string, values: Partial<typeof certificate.$inferInsert>) =>
  database.update(certificate).set(values).where(eq(certificate.number, number));

/** The constraint, or the trigger's sentence, that a change is refused by. */
async function refusedBy(change: Promise<unknown>): Promise<string> {
  const error = await change.then(
    () => ({ cause: { message: 'not refused' } }),
    (refusal: { cause: { constraint_name?: string; message: string } }) => refusal,
  );
  const { cause } = error as { cause: { constraint_name?: string; message: string } };
  return cause.constraint_name ?? cause.message;
}

describe('what became of a certificate', () => {
  test('is superseded only by one that says so itself', async () => {
    const [parent, stranger] = [await issue(), await issue()];
    expect(await refusedBy(supersede(database, parent, stranger))).toBe('certificate_successor');
    expect(await refusedBy(set(parent, { status: 'superseded' }))).toBe(
      'certificate_superseded_by',
    );
    await supersede(database, parent, await issue(parent));
  });

  test('has at most one successor that counts', async () => {
    const parent = await issue();
    const first = await issue(parent);
    expect(await refusedBy(issue(parent))).toBe('certificate_replaces');
    await cancel(database, first);
    await issue(parent);
  });

  test('is cancelled with date and reason, for good', async () => {
    const number = await issue();
    expect(await refusedBy(set(number, { status: 'cancelled' }))).toBe('certificate_cancelled_why');
    const half = { status: 'cancelled', cancelledAt: new Date() } as const;
    expect(await refusedBy(set(number, half))).toBe('certificate_cancelled_why');
    const silent = { ...half, cancellationReason: 'without a word for everybody' };
    expect(await refusedBy(set(number, silent))).toBe('certificate_cancelled_why');
    await cancel(database, number);
    const reason = { cancellationReason: 'another' };
    expect(await refusedBy(set(number, reason))).toContain('is cancelled for good');
  });

  test('never comes back into force', async () => {
    const parent = await issue();
    await supersede(database, parent, await issue(parent));
    const back = { status: 'in-force', successor: null } as const;
    expect(await refusedBy(set(parent, back))).toContain('is superseded for good');
    await cancel(database, parent);
  });

  test('is one of three', async () => {
    const lost = { status: 'lost' as 'in-force' };
    expect(await refusedBy(set(await issue(), lost))).toBe('certificate_status');
  });
});
