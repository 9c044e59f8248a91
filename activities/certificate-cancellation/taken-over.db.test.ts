import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { listAuditOf } from '../../db/queries/audit/audit.ts';
import { findOneTakenOver } from '../../db/queries/legacy/taken-over.ts';
import {
  account,
  caseNotice,
  legacyCancellation,
  legacyCertificate,
  officerOffice,
} from '../../db/schema/schema.ts';
import { canonicalJson } from '../../domain/certificate/canonical.ts';
import {
  legacyCertificateIn,
  reconciledBatch,
  takenOverIn,
} from '../../test/records/legacy-record.ts';
import { recordWithOffice } from '../../test/records/record-with-office.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { createCancelCertificate } from './cancel-certificate.ts';

const { database } = await freshDatabase();
const owner = await recordWithOffice(database);
const cancelCertificate = createCancelCertificate({ database });

async function person(role: 'officer' | 'agency-administrator', office: string | null) {
  const id = randomUUID();
  const own = { id, role, login: id, name: role, email: `${id}@eic.example`, agencyCode: 'EIC' };
  await database.insert(account).values(own);
  if (office) await database.insert(officerOffice).values({ accountId: id, officeId: office });
  return { accountId: id, role };
}
const officer = await person('officer', 'EIC-MUMBAI');
const elsewhere = await person('officer', null);
const administrator = await person('agency-administrator', null);

const cameOver = (more: Partial<typeof legacyCertificate.$inferInsert> = {}) =>
  takenOverIn(database, [officer.accountId, elsewhere.accountId], more);

const cancellation = (number: string, more = {}) => ({
  ...{ number, by: officer, request: randomUUID().replaceAll('-', '') },
  ...{ expectedStatus: 'in-force' as const, reason: 'issued-in-error' as const },
  explanation: 'Goods of another firm.',
  ...more,
});

describe('R61 a cancellation of one that came over', () => {
  test('is told once in the audit and in the outbox, however often it is asked for', async () => {
    const number = await cameOver();
    const asked = cancellation(number);
    const times = Array.from({ length: 30 }, async (_, index) => {
      await delay(index);
      return cancelCertificate(asked);
    });
    const outcomes = await Promise.all(times);
    const again = await cancelCertificate(asked);
    expect(new Set(outcomes.map(canonicalJson))).toEqual(new Set([canonicalJson(again)]));
    expect(again).toMatchObject({ number, request: asked.request });
    const told = await database
      .select()
      .from(caseNotice)
      .where(eq(caseNotice.certificateNumber, number));
    expect(told).toMatchObject([{ turn: 'cancelled', applicationId: null, revision: null }]);
    const entries = await listAuditOf(database, `legacy-certificate/${number}`);
    expect(entries.map(({ body }) => JSON.parse(body))).toMatchObject([
      {
        ...{ action: 'taken-over-cancelled', actor: officer.accountId },
        before: { status: 'in-force' },
        after: { reason: 'issued-in-error', explanation: 'Goods of another firm.' },
      },
    ]);
  });

  test.each([
    ['an officer of its office', officer, {}, true],
    ['an administrator of its agency', administrator, {}, true],
    ['an officer of another office', elsewhere, {}, false],
    ['an officer of an office of that name at another agency', officer, { agency: 'IMC' }, false],
    ['its exporter', { accountId: owner.accountId, role: 'exporter' as const }, {}, false],
    ['who has not the role any more', { ...officer, role: 'agency-administrator' }, {}, false],
  ])('by %s: %#', async (_, by, more, isAllowed) => {
    const number = await cameOver(more);
    const outcome = await cancelCertificate(cancellation(number, { by }));
    expect('refused' in outcome ? outcome.refused.code : 'done').toBe(
      isAllowed ? 'done' : 'not-authorised',
    );
    const { status } = (await findOneTakenOver(database, number)) ?? {};
    expect(status).toBe(isAllowed ? 'cancelled' : 'in-force');
  });

  test('is of what was seen; of one that was replaced its successor stays', async () => {
    const number = await cameOver({ status: 'superseded', successor: 'EIC/2024/013/9A/1' });
    expect(await cancelCertificate(cancellation(number))).toMatchObject({
      refused: { code: 'certificate-moved-on' },
    });
    const seen = cancellation(number, { expectedStatus: 'superseded' });
    expect(await cancelCertificate(seen)).toMatchObject({ number });
    expect(await findOneTakenOver(database, number)).toMatchObject({
      ...{ status: 'cancelled', successor: 'EIC/2024/013/9A/1' },
      ...{ cancellationCode: 'issued-in-error', cancelledAt: expect.stringMatching(/Z$/) },
    });
  });

  test('is never silent, nor without its row, nor before its batch is accepted', async () => {
    const row = (number: string) => ({
      ...{ number, cancelledAt: new Date(), code: 'issued-in-error' as const, reason: 'So.' },
      ...{ cancelledBy: officer.accountId, request: 'one' },
    });
    const refused = { cause: { code: '23001' } };
    const number = await cameOver();
    const cancelled = { status: 'cancelled' as const };
    const set = (one: string) =>
      database.update(legacyCertificate).set(cancelled).where(eq(legacyCertificate.number, one));
    await expect(set(number)).rejects.toMatchObject(refused);
    await expect(database.insert(legacyCancellation).values(row(number))).rejects.toMatchObject(
      refused,
    );
    const { number: batch } = await reconciledBatch(database);
    const waiting = await legacyCertificateIn(database, batch);
    await expect(
      database.transaction(async (own) => {
        await own.insert(legacyCancellation).values(row(waiting));
        await own
          .update(legacyCertificate)
          .set(cancelled)
          .where(eq(legacyCertificate.number, waiting));
      }),
    ).rejects.toMatchObject({ code: '23001' });
    await expect(cancelCertificate(cancellation(waiting))).rejects.toThrow('came over');
  });
});
