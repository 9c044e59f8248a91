import { inArray } from 'drizzle-orm';
import { afterAll, expect, inject, it } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { account } from '../../db/schema/schema.ts';
import { certificateDesk } from '../../test/desks/certificate-desk.ts';
import { exampleApplication } from '../../test/records/example-application.ts';
import { acceptedBefore, legacyCertificateIn, turn } from '../../test/records/legacy-record.ts';
import { certificateContent, verificationAnswer } from '../schemas/case/certificate.ts';
import { takenOverAnswer } from '../schemas/case/taken-over.ts';
import { lineageAnswer } from '../schemas/certificate/request.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const database = openDatabase(inject('databaseUrl'));
afterAll(() => database.$client.end({ timeout: 5 }));
const desk = await certificateDesk();
const { exporter } = desk;
const operators = await database
  .select({ id: account.id })
  .from(account)
  .where(inArray(account.login, ['operator-a', 'operator-b']));

it('R61 a certificate that came over gives way to one of ours in the moment of its issue', async () => {
  const [one, other] = operators.map(({ id }) => id);
  if (!one || !other) throw new Error('there are no two operators');
  const batch = await acceptedBefore(database, [one, other]);
  const today = new Date().toISOString().slice(0, 10);
  const more = { scheme: 'AIFTA', issuedOn: today, appliedOn: today, invoiceDate: today };
  const parent = await legacyCertificateIn(database, batch, more);
  await turn(database, 'preferential-certificates', '2024-12-21');
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
