import { inArray } from 'drizzle-orm';
import { afterAll, expect, inject, it } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { account } from '../../db/schema/schema.ts';
import { certificateDesk } from '../../test/desks/certificate-desk.ts';
import { exampleApplication } from '../../test/records/example-application.ts';
import { acceptedBefore, legacyCertificateIn, turn } from '../../test/records/legacy-record.ts';
import { certificateContent, verificationAnswer } from '../schemas/case/certificate.ts';
import { takenOverAnswer } from '../schemas/case/taken-over.ts';
import { legacyPage } from '../schemas/certificate/legacy.ts';
import { lineageAnswer } from '../schemas/certificate/request.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const database = openDatabase(inject('databaseUrl'));
afterAll(() => database.$client.end({ timeout: 5 }));
const desk = await certificateDesk();
const { exporter, officer } = desk;
const operators = await database
  .select({ id: account.id })
  .from(account)
  .where(inArray(account.login, ['operator-a', 'operator-b']));

const today = new Date().toISOString().slice(0, 10);
const [one, other] = operators.map(({ id }) => id);
if (!one || !other) throw new Error('there are no two operators');
const batch = await acceptedBefore(database, [one, other]);
await turn(database, 'preferential-certificates', '2024-12-21');

const cameOver = () =>
  legacyCertificateIn(database, batch, {
    ...{ scheme: 'AIFTA', issuedOn: today, appliedOn: today, invoiceDate: today },
  });

it('R61 the office cancels one that came over, and whoever verifies it is told', async () => {
  const number = await cameOver();
  const at = (path: string, end = '') => `/${path}/${encodeURIComponent(number)}${end}`;
  const body = {
    ...{ reason: 'false-statement', explanation: 'The mill in Pune says so.' },
    expectedStatus: 'in-force',
  };
  const cancel = at('certificates', '/cancellation');
  expect((await exporter(cancel, { body })).status).toBe(403);
  const answers = await Promise.all([1, 2, 3].map(() => officer(cancel, { body, key: 'once' })));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const { verdict, statusCurrent } = takenOverAnswer.parse(
    await (await exporter(at('verify'))).json(),
  );
  expect([verdict, statusCurrent.cancelledFor]).toEqual([
    'taken-over-cancelled',
    'false-statement',
  ]);
  expect(statusCurrent.cancelledOn).toMatch(/^20/);
  expect(JSON.stringify(statusCurrent)).not.toContain('Pune');
  const { certificates } = legacyPage.parse(await (await exporter('/legacy-certificates')).json());
  expect(certificates.find((line) => line.number === number)?.status).toBe('cancelled');
  const again = await officer(cancel, { body });
  expect([again.status, problemAnswer.parse(await again.json()).code]).toEqual([
    409,
    'certificate-moved-on',
  ]);
  const late = await exporter(at('certificates', '/in-lieu'), {
    body: {
      reasons: ['change-of-consignee'],
      explanation: 'Late.',
      application: exampleApplication(),
    },
  });
  expect(problemAnswer.parse(await late.json()).code).toBe('parent-not-in-force');
});

it('R61 a certificate that came over gives way to one of ours in the moment of its issue', async () => {
  const parent = await cameOver();
  const at = (path: string, end = '') => `/${path}/${encodeURIComponent(parent)}${end}`;
  const askInLieu = async () =>
    exporter(at('certificates', '/in-lieu'), {
      body: {
        ...{ reasons: ['change-of-consignee'], explanation: 'The buyer changed its name.' },
        application: exampleApplication(),
      },
    });

  const path = await desk.drafted(await askInLieu());
  const late = await desk.drafted(await askInLieu());
  const number = await desk.issued(path);

  const content = certificateContent.parse(
    await (await exporter(`/certificates/${number}`)).json(),
  );
  expect(content.inLieuOf).toEqual({ number: parent, issuedOn: today, firstIssuedOn: today });
  const before = takenOverAnswer.parse(await (await exporter(at('verify'))).json());
  expect(before).toMatchObject({
    verdict: 'taken-over-superseded',
    statusCurrent: { successor: number },
  });
  const after = verificationAnswer.parse(await (await exporter(`/verify/${number}`)).json());
  expect(after).toMatchObject({ verdict: 'genuine-and-in-force', replaces: parent });
  // Never longer than the old one was valid for.
  expect((content.validUntil ?? '') <= (before.validUntil ?? '')).toBe(true);
  const line = lineageAnswer.parse(
    await (await exporter(at('certificates', '/lineage'))).json(),
  ).lineage;
  expect(line.map((one) => [one.number, one.status, one.isTakenOver])).toEqual([
    [parent, 'superseded', true],
    [number, 'in-force', false],
  ]);
  const lost = await desk.submit(late);
  expect([lost.status, problemAnswer.parse(await lost.json()).code]).toEqual([
    409,
    'parent-not-in-force',
  ]);
});
