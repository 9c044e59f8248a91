import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCase } from '../../db/queries/case/case.ts';
import { readSigningRequest } from '../../db/queries/certificate/certificate.ts';
import { keepIecRecord } from '../../db/queries/dgft/exporter.ts';
import { book } from '../../db/queries/money/ledger/ledger.ts';
import { account, application, officerOffice } from '../../db/schema/schema.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import { addDays, addMonths } from '../../domain/calendar/plain-date.ts';
import { openingBalance } from '../../domain/money/posting.ts';
import { createFileStorage } from '../../gateways/storage.ts';
import { caseInStage, issuedCertificate } from '../../test/records/case-in-stage.ts';
import { correctedAgreement } from '../../test/records/corrected-agreement.ts';
import { exampleApplication } from '../../test/records/example-application.ts';
import { officerUnderRoot, register } from '../../test/records/officer-certificate.ts';
import { recordWithOffice } from '../../test/records/record-with-office.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import type { Dependencies } from '../dependencies.ts';
import { createAnswerQuery } from './answer-query.ts';
import { createOpenApplication } from './open-application.ts';
import { createPrepareCertificate } from './prepare-certificate.ts';
import { createRaiseQuery } from './raise-query.ts';

const { database } = await freshDatabase();
const owner = await recordWithOffice(database);
const folder = mkdtempSync(join(tmpdir(), 'ecoo-versions-'));
afterAll(() => rmSync(folder, { recursive: true }));

const token = officerUnderRoot();
const dependencies = {
  database,
  storage: createFileStorage(folder),
  qrKey: {
    privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
    certificate: token.certificate,
  },
  publicUrl: 'https://ecoo.example',
} as unknown as Dependencies;
const openApplication = createOpenApplication(dependencies);
const raiseQuery = createRaiseQuery(dependencies);
const answerQuery = createAnswerQuery(dependencies);
const prepareCertificate = createPrepareCertificate(dependencies);

const today = indianDate(new Date().toISOString());
const exporter = { accountId: owner.accountId, role: 'exporter' as const };
const officer = { accountId: randomUUID(), role: 'officer' as const };
const operations = [randomUUID(), randomUUID()] as const;
const correct = (figure: string, value: unknown, from = today) =>
  correctedAgreement(database, operations, 'AIFTA', { figures: [{ figure, value }], from });

const person = (id: string, role: 'officer' | 'dgft-operations') => ({
  ...{ id, role, login: id, name: 'Asha Menon', email: `${id}@example.in` },
});

beforeAll(async () => {
  await database
    .insert(account)
    .values([
      { ...person(officer.accountId, 'officer'), agencyCode: 'EIC' },
      ...operations.map((id) => person(id, 'dgft-operations')),
    ]);
  await database
    .insert(officerOffice)
    .values({ accountId: officer.accountId, officeId: 'EIC-MUMBAI' });
  await register(database, officer.accountId, token);
  const { iec } = owner;
  const firm = { name: 'Sahyadri', address: ['1'], country: 'IN', email: 'a@b.in' };
  const record = { iec, pan: iec, ...firm };
  await keepIecRecord(database, { iec, status: 'active', record, fetchedAt: new Date() });
  const payer = { iec, agency: 'EIC', office: 'MUMBAI' };
  const posting = openingBalance({ ...payer, paise: 1_000_000 });
  await book(database, [{ key: randomUUID(), applicationId: null, posting }]);
});

const submitted = (more: Partial<typeof application.$inferInsert> = {}) =>
  caseInStage(database, 'submitted', owner, { paymentMethod: 'wallet', ...more });

async function opened(more: Partial<typeof application.$inferInsert> = {}) {
  const applicationId = await submitted(more);
  return { applicationId, ...(await openApplication({ applicationId, revision: 3 })) };
}

const versionOf = async (id: string) => (await readCase(database, id)).schemeVersion;

async function preparedEnd(applicationId: string): Promise<string | null | undefined> {
  const signing = { by: officer, signingOfficer: officer.accountId };
  const { refused } = await prepareCertificate({ applicationId, revision: 4, ...signing });
  expect(refused).toBeUndefined();
  return (await readSigningRequest(database, applicationId))?.content.validUntil;
}

describe('R38 a case keeps the version of the agreement that it was decided under', () => {
  test('whatever is corrected later: new applications get that, and submitted ones do not', async () => {
    const old = await opened();
    const asked = await opened();
    expect(await versionOf(old.applicationId)).toBe(1);
    await raiseQuery({
      ...{ applicationId: asked.applicationId, revision: 4, by: officer },
      questions: [{ pointer: '/consignee', documentType: null, reason: 'Which street?' }],
    });
    const parent = await issuedCertificate(database, owner, officer.accountId);

    expect(await correct('validity', { months: 6 })).toBe(2);
    const next = await opened();
    expect(await versionOf(next.applicationId)).toBe(2);
    expect(await correct('validity', { months: 1 }, addDays(today, 30))).toBe(3);
    expect(await versionOf((await opened()).applicationId)).toBe(2);
    const ended = { from: '2010-01-01', to: addDays(today, -1) };
    expect(await correct('inForce', ended)).toBe(4);

    const late = await opened();
    expect(late.refused).toMatchObject({ code: 'scheme-not-in-force' });
    const answer = { applicationId: asked.applicationId, revision: 5, by: exporter };
    const answered = await answerQuery({ ...answer, answerRevision: 0, note: 'The same' });
    expect(answered).toMatchObject({ stage: 'under-review' });
    expect(await versionOf(asked.applicationId)).toBe(1);
    expect(await preparedEnd(old.applicationId)).toBe(addMonths(today, 12));
    expect(await preparedEnd(next.applicationId)).toBe(addMonths(today, 6));

    const { consignee, ...content } = exampleApplication();
    const inLieu = await opened({
      ...{ purpose: 'in-lieu', parent, grounds: { reasons: ['correction'], explanation: 'Name' } },
      content: { ...content, consignee: { ...consignee, name: 'Another Firm' } },
    });
    expect(inLieu).toMatchObject({ stage: 'under-review' });
    expect(await versionOf(inLieu.applicationId)).toBe(1);
  });

  test('and nobody puts it under another one', async () => {
    const id = await caseInStage(database, 'under-review', owner);
    const changed = database
      .update(application)
      .set({ schemeVersion: 2 })
      .where(eq(application.id, id));
    await expect(changed).rejects.toMatchObject({
      cause: { message: expect.stringContaining('was decided under version 1 of AIFTA') },
    });
  });
});
