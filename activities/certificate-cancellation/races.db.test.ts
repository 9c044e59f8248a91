import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { readCase, recordStep } from '../../db/queries/case/case.ts';
import { listCaseEvents } from '../../db/queries/case/case-event.ts';
import { certificateIssued } from '../../db/queries/certificate/certificate.ts';
import { reserveNumber } from '../../db/queries/certificate/certificate-number.ts';
import { listLineage } from '../../db/queries/certificate/lineage.ts';
import {
  copyIssued,
  isParentMoved,
  parentSuperseded,
  replacing,
} from '../../db/queries/certificate/succession.ts';
import { findCertificate } from '../../db/queries/certificate/verification.ts';
import { findOneTakenOver } from '../../db/queries/legacy/taken-over.ts';
import { account, caseNotice, certificateCopy, officerOffice } from '../../db/schema/schema.ts';
import { canonicalJson } from '../../domain/certificate/canonical.ts';
import { formatCertificateNumber } from '../../domain/certificate/numbering.ts';
import {
  caseInStage,
  exampleContent,
  issuedCertificate,
} from '../../test/records/case-in-stage.ts';
import { takenOverIn } from '../../test/records/legacy-record.ts';
import { recordWithOffice } from '../../test/records/record-with-office.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { createCancelCertificate } from './cancel-certificate.ts';

const { database } = await freshDatabase();
const owner = await recordWithOffice(database);
const cancelCertificate = createCancelCertificate({ database });

async function anOfficer(name: string, officeId: string | null) {
  const id = randomUUID();
  const person = { role: 'officer' as const, login: name, name, email: `${name}@eic.example` };
  await database.insert(account).values({ id, ...person, agencyCode: 'EIC' });
  if (officeId) await database.insert(officerOffice).values({ accountId: id, officeId });
  return { accountId: id, role: 'officer' as const };
}
const officer = await anOfficer('officer', 'EIC-MUMBAI');
const elsewhere = await anOfficer('elsewhere', null);

const issuedParent = () => issuedCertificate(database, owner, officer.accountId);

const requestOn = (parent: string, purpose: 'in-lieu' | 'true-copy') =>
  caseInStage(database, 'awaiting-signature', owner, {
    ...{ purpose, parent, signingOfficerId: officer.accountId },
    grounds: { reasons: ['clerical-error'], explanation: 'As the papers show.' },
  });

/** Issues on a request as the step of the activity does; says whether it was first. */
async function issue(id: string, parent: string, purpose: 'in-lieu' | 'true-copy') {
  const at = new Date();
  const { number } =
    purpose === 'true-copy'
      ? { number: parent }
      : await reserveNumber(database, {
          ...{ applicationId: id, officeId: 'EIC-MUMBAI', year: 2027 },
          format: (serial) =>
            formatCertificateNumber({ agency: 'EIC', office: 'MUMBAI', year: 2027, serial }),
        });
  const signed = {
    ...{
      number,
      physicalKey: null,
      pdfKey: '0'.repeat(64),
      qrText: 'QR',
      officerId: officer.accountId,
    },
    ...{ officerCertificateSha256: 'none', signedBy: 'CN=Test CA' },
  };
  const content = exampleContent(number, id);
  const { issuedOn, validUntil } = content;
  const child = {
    ...{ ...signed, applicationId: id, officeId: 'EIC-MUMBAI', scheme: 'AIFTA', iec: owner.iec },
    ...{ content, contentSha256: 'hash', issuedAt: at, issuedOn, validUntil },
    ...{ status: 'in-force' as const, ...replacing(parent) },
  };
  const also =
    purpose === 'true-copy'
      ? [copyIssued(database, { ...signed, copiedOn: issuedOn, copiedAt: at })]
      : [
          certificateIssued(database, child),
          parentSuperseded(database, { parent, successor: number }),
        ];
  const { revision } = await readCase(database, id);
  const step = { applicationId: id, name: 'issue', revision, at };
  return recordStep(database, step, () => ({
    set: { stage: 'issued', certificateNumber: number },
    event: { actor: officer, action: 'issue', detail: { number } },
    also,
  })).then(
    () => true,
    (error) => {
      if (isParentMoved(error)) return false;
      throw error;
    },
  );
}

const cancellation = (number: string, more = {}) => ({
  ...{ number, by: officer, request: randomUUID().replaceAll('-', '') },
  ...{ expectedStatus: 'in-force' as const, reason: 'issued-in-error' as const },
  explanation: 'Goods of another firm.',
  ...more,
});

const takenOver = () => takenOverIn(database, [officer.accountId, elsewhere.accountId]);

const isDone = (outcome: object) => !('refused' in outcome);
const rounds = Array.from({ length: 12 }, (_, round) => round);

describe('at the same moment', () => {
  test('R2 of several requests in lieu exactly one takes the place of their parent', async () => {
    for (const _ of rounds) {
      const parent = await issuedParent();
      const ids = await Promise.all([1, 2, 3].map(() => requestOn(parent, 'in-lieu')));
      const won = await Promise.all(ids.map((id) => issue(id, parent, 'in-lieu')));
      expect(won.filter(Boolean)).toHaveLength(1);
      const line = await listLineage(database, parent);
      expect(line.map(({ status }) => status)).toEqual(['superseded', 'in-force']);
      expect(line[0]?.successor).toBe(line[1]?.number);
      const lost = ids.filter((_id, index) => !won[index]);
      for (const id of lost) {
        expect((await readCase(database, id)).stage).toBe('awaiting-signature');
      }
    }
  });

  test('R61 of several in lieu of one that came over exactly one takes its place', async () => {
    for (const _ of rounds) {
      const parent = await takenOver();
      const ids = await Promise.all([1, 2, 3].map(() => requestOn(parent, 'in-lieu')));
      const won = await Promise.all(ids.map((id) => issue(id, parent, 'in-lieu')));
      expect(won.filter(Boolean)).toHaveLength(1);
      const line = await listLineage(database, parent);
      expect(line).toMatchObject([
        { number: parent, status: 'superseded', successor: line[1]?.number, isTakenOver: true },
        { status: 'in-force', replaces: parent, successor: null, isTakenOver: false },
      ]);
      expect(await listLineage(database, line[1]?.number ?? '')).toEqual(line);
      for (const id of ids.filter((_id, index) => !won[index])) {
        expect((await readCase(database, id)).stage).toBe('awaiting-signature');
      }
    }
  });

  test('a cancellation and a certificate in lieu have one outcome', async () => {
    for (const _ of rounds) {
      const parent = await issuedParent();
      const id = await requestOn(parent, 'in-lieu');
      const [won, cancelled] = await Promise.all([
        issue(id, parent, 'in-lieu'),
        cancelCertificate(cancellation(parent)),
      ]);
      expect([won, isDone(cancelled)].filter(Boolean)).toHaveLength(1);
      const line = await listLineage(database, parent);
      expect(line.map(({ status }) => status)).toEqual(
        won ? ['superseded', 'in-force'] : ['cancelled'],
      );
      if (won) expect(cancelled).toMatchObject({ refused: { code: 'certificate-moved-on' } });
    }
  });

  test('R61 the same of one that came over, which stays as it was but for that', async () => {
    for (const _ of rounds) {
      const parent = await takenOver();
      const before = await findOneTakenOver(database, parent);
      const id = await requestOn(parent, 'in-lieu');
      const [won, cancelled, again] = await Promise.all([
        issue(id, parent, 'in-lieu'),
        cancelCertificate(cancellation(parent)),
        cancelCertificate(cancellation(parent)),
      ]);
      expect([won, isDone(cancelled), isDone(again)].filter(Boolean)).toHaveLength(1);
      const line = await listLineage(database, parent);
      expect(line.map(({ status }) => status)).toEqual(
        won ? ['superseded', 'in-force'] : ['cancelled'],
      );
      for (const outcome of [cancelled, again].filter((one) => !isDone(one))) {
        expect(outcome).toMatchObject({ refused: { code: 'certificate-moved-on' } });
      }
      const { status, successor, cancelledAt, cancellationCode } = line[0] ?? {};
      expect(await findOneTakenOver(database, parent)).toEqual({
        ...before,
        ...{ status, successor, cancelledAt, cancellationCode },
      });
    }
  });

  test('nothing is issued in lieu of what is cancelled, or replaced by one that is cancelled', async () => {
    const [cancelled, replaced] = [await issuedParent(), await issuedParent()];
    await cancelCertificate(cancellation(cancelled));
    const first = await requestOn(replaced, 'in-lieu');
    expect(await issue(first, replaced, 'in-lieu')).toBe(true);
    const { certificateNumber } = await readCase(database, first);
    await cancelCertificate(cancellation(certificateNumber ?? ''));
    for (const parent of [cancelled, replaced]) {
      expect(await issue(await requestOn(parent, 'in-lieu'), parent, 'in-lieu')).toBe(false);
    }
  });

  test('no copy is made of a certificate that is cancelled', async () => {
    for (const _ of rounds) {
      const parent = await issuedParent();
      const id = await requestOn(parent, 'true-copy');
      const [copied, cancelled] = await Promise.all([
        issue(id, parent, 'true-copy'),
        cancelCertificate(cancellation(parent)),
      ]);
      // Both may be done: the copy before the cancellation, never after it.
      expect(isDone(cancelled)).toBe(true);
      const copies = await database
        .select()
        .from(certificateCopy)
        .where(eq(certificateCopy.number, parent));
      expect(copies).toHaveLength(copied ? 1 : 0);
      expect((await readCase(database, id)).stage).toBe(copied ? 'issued' : 'awaiting-signature');
      expect(await issue(await requestOn(parent, 'true-copy'), parent, 'true-copy')).toBe(false);
    }
  });
});

describe('a cancellation', () => {
  test('is told once in its case, however often it is asked for', async () => {
    const number = await issuedParent();
    const asked = cancellation(number);
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        await delay(index);
        return cancelCertificate(asked);
      }),
    );
    const again = await cancelCertificate(asked);
    expect(new Set(outcomes.map(canonicalJson))).toEqual(new Set([canonicalJson(again)]));
    const [line] = await listLineage(database, number);
    expect(line).toMatchObject({ status: 'cancelled', cancellationCode: 'issued-in-error' });
    const told = await database
      .select({ turn: caseNotice.turn })
      .from(caseNotice)
      .where(eq(caseNotice.certificateNumber, number));
    expect(told).toEqual([{ turn: 'cancelled' }]);
    const applicationId = (await findCertificate(database, number))?.content.applicationId;
    const events = await listCaseEvents(database, applicationId ?? '');
    expect(events.map(({ action, detail }) => [action, detail])).toEqual([
      ['cancel', { number, reason: 'issued-in-error', explanation: 'Goods of another firm.' }],
    ]);
  });

  test('is for officers of the office that issued, and for what they saw', async () => {
    const number = await issuedParent();
    expect(await cancelCertificate(cancellation(number, { by: elsewhere }))).toMatchObject({
      refused: { code: 'not-authorised' },
    });
    const seen = { expectedStatus: 'superseded' };
    expect(await cancelCertificate(cancellation(number, seen))).toMatchObject({
      refused: { code: 'certificate-moved-on' },
    });
    expect((await listLineage(database, number))[0]?.status).toBe('in-force');
  });

  test('of a superseded certificate leaves its successor in force', async () => {
    const parent = await issuedParent();
    expect(await issue(await requestOn(parent, 'in-lieu'), parent, 'in-lieu')).toBe(true);
    const seen = { expectedStatus: 'superseded' };
    expect(isDone(await cancelCertificate(cancellation(parent, seen)))).toBe(true);
    const line = await listLineage(database, parent);
    expect(line.map(({ status }) => status)).toEqual(['cancelled', 'in-force']);
  });
});
