import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { certificate, ledgerTransaction } from '../../db/schema/schema.ts';
import { officialEmailOf } from '../../scripts/seed/agencies.ts';
import { certificateDesk } from '../../test/desks/certificate-desk.ts';
import { signedInProgram } from '../../test/servers/api-program.ts';
import { certificateContent, verificationAnswer } from '../schemas/case/certificate.ts';
import { changesAnswer, copiesAnswer, lineageAnswer } from '../schemas/certificate/request.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const database = openDatabase(inject('databaseUrl'));
afterAll(() => database.$client.end({ timeout: 5 }));
const desk = await certificateDesk();
const { exporter, officer, caseAt } = desk;
const administrator = await signedInProgram(officialEmailOf('EIC'));

const verified = async (number: string) =>
  verificationAnswer.parse(await (await exporter(`/verify/${number}`)).json());
const contentOf = async (number: string) =>
  certificateContent.parse(await (await exporter(`/certificates/${number}`)).json());
const lineageOf = async (number: string) =>
  lineageAnswer.parse(await (await exporter(`/certificates/${number}/lineage`)).json()).lineage;
const codeOf = async (answer: Response) => problemAnswer.parse(await answer.json()).code;

async function feeOf(path: string): Promise<string[]> {
  const rows = await database
    .select({ kind: ledgerTransaction.kind })
    .from(ledgerTransaction)
    .where(eq(ledgerTransaction.applicationId, path.split('/').at(-1) ?? ''));
  return rows.map(({ kind }) => kind);
}

const cancellation = {
  expectedStatus: 'in-force',
  reason: 'origin-not-met',
  explanation: 'The factory visit found imported goods.',
};

describe('R2 a certificate in lieu of an issued one', () => {
  it('takes its place in the moment of its issue, prints it, and never outlives it', async () => {
    const parent = await desk.original();
    const before = await contentOf(parent);
    const path = await desk.drafted(await desk.askInLieu(parent));
    expect(await caseAt(path)).toMatchObject({
      ...{ purpose: 'in-lieu', parent, stage: 'draft' },
      workflowId: `in-lieu/${path.split('/').at(-1)}`,
    });
    const unchanged = await desk.submit(path);
    expect([unchanged.status, await codeOf(unchanged)]).toEqual([422, 'nothing-changed']);
    expect(await codeOf(await desk.change(path, { agency: 'IMC', office: 'MUMBAI' }))).toBe(
      'parent-fixes-this',
    );
    const { application } = await caseAt(path);
    const consignee = { ...application.consignee, name: 'Siam Resins Co Ltd' };
    expect((await desk.change(path, { consignee })).status).toBe(200);

    await desk.approved(path);
    const changes = changesAnswer.parse(await (await officer(`${path}/changes`)).json());
    expect(changes.changes).toEqual([
      {
        pointer: '/consignee/name',
        before: application.consignee.name,
        after: 'Siam Resins Co Ltd',
      },
    ]);
    expect(changes).toMatchObject({ objection: null, parent: { number: parent } });
    expect((await verified(parent)).verdict).toBe('genuine-and-in-force');
    await desk.done(desk.sign(path));

    const child = (await caseAt(path)).certificateNumber ?? '';
    const content = await contentOf(child);
    const { issuedOn, validUntil } = before;
    expect(content).toMatchObject({
      inLieuOf: { number: parent, issuedOn, firstIssuedOn: issuedOn },
      consignee,
      validUntil,
    });
    expect((await verified(parent)).statusCurrent).toMatchObject({
      ...{ status: 'superseded', successor: child },
    });
    expect(await verified(child)).toMatchObject({
      ...{ verdict: 'genuine-and-in-force', replaces: parent },
    });
    expect(await lineageOf(parent)).toMatchObject([
      { number: parent, status: 'superseded', successor: child, replaces: null },
      { number: child, status: 'in-force', successor: null, replaces: parent },
    ]);
    expect(await lineageOf(child)).toEqual(await lineageOf(parent));
    expect(await feeOf(path)).toEqual(['hold-fee', 'take-fee']);
    const late = await desk.askInLieu(parent);
    expect([late.status, await codeOf(late)]).toEqual([409, 'parent-not-in-force']);
  });

  it('leaves the parent as it was when it is withdrawn or rejected', async () => {
    const parent = await desk.original();
    const [withdrawn, rejected] = await Promise.all([
      desk.inLieuDraft(parent, 'First Co Ltd'),
      desk.inLieuDraft(parent, 'Second Co Ltd'),
    ]);
    await desk.approved(withdrawn);
    await desk.done(desk.submit(rejected));
    const take = async (path: string) => ({ expectedRevision: (await caseAt(path)).revision });
    const reason = 'The buyer keeps its old name.';
    await desk.done(
      exporter(`${withdrawn}/withdrawal`, { body: { ...(await take(withdrawn)), reason } }),
    );
    const decision = { approve: false, reasons: [{ pointer: null, reason: 'No proof of it.' }] };
    await desk.done(
      officer(`${rejected}/decision`, { body: { ...(await take(rejected)), decision } }),
    );
    expect(await lineageOf(parent)).toMatchObject([{ number: parent, status: 'in-force' }]);
    expect((await verified(parent)).verdict).toBe('genuine-and-in-force');
  });

  it('of two at once the first wins; the other is told, and gets its fee back', async () => {
    const parent = await desk.original();
    const paths = await Promise.all(
      ['Left Co Ltd', 'Right Co Ltd'].map((name) => desk.inLieuDraft(parent, name)),
    );
    for (const path of paths) await desk.approved(path);
    const signatures = await Promise.all(paths.map(desk.signatureFor));
    const answers = await Promise.all(
      paths.map((path, index) => officer(`${path}/signature`, { body: signatures[index] })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const lostAt = answers.findIndex(({ status }) => status === 409);
    const [winner = '', loser = ''] = lostAt === 1 ? paths : paths.toReversed();
    const refused = answers[lostAt];
    expect(refused && (await codeOf(refused))).toBe('parent-not-in-force');
    const { certificateNumber } = await caseAt(winner);
    expect((await lineageOf(parent)).map(({ number }) => number)).toEqual([
      parent,
      certificateNumber,
    ]);

    const told = changesAnswer.parse(await (await exporter(`${loser}/changes`)).json());
    expect(told.objection).toMatchObject({ code: 'parent-not-in-force' });
    expect(told.objection?.message).toContain(certificateNumber);
    const body = { expectedRevision: (await caseAt(loser)).revision, reason: 'Replaced already.' };
    expect((await desk.done(exporter(`${loser}/withdrawal`, { body }))).stage).toBe('withdrawn');
    expect(await feeOf(loser)).toEqual(['hold-fee', 'return-fee']);
  });
});

describe('a certified true copy', () => {
  it('has number, dates and words of its original, is signed anew and verifies as it', async () => {
    const number = await desk.original();
    const path = await desk.drafted(await desk.askCopy(number));
    expect(await caseAt(path)).toMatchObject({ purpose: 'true-copy', parent: number });
    const { application } = await caseAt(path);
    const other = { consignee: { ...application.consignee, name: 'Another Co Ltd' } };
    expect(await codeOf(await desk.change(path, other))).toBe('true-copy-changes');
    expect(await desk.issued(path)).toBe(number);
    expect(await lineageOf(number)).toMatchObject([{ number, status: 'in-force' }]);

    const list = await exporter(`/certificates/${number}/copies`);
    const [copy] = copiesAnswer.parse(await list.json()).copies;
    const file = await exporter(`/certificates/${number}/copies/${copy?.applicationId}/pdf`);
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(copy?.pdfSha256);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const asked = { certificates: [{ sha256: copy?.pdfSha256 }, { number }] };
    const answers = await (await exporter('/verifications', { body: asked })).json();
    expect(answers).toMatchObject({
      verifications: [
        { verification: { number, verdict: 'genuine-and-in-force', copiedOn: copy?.copiedOn } },
        { verification: { number, verdict: 'genuine-and-in-force', copiedOn: null } },
      ],
    });
    const original = await exporter(`/certificates/${number}/pdf`);
    expect(Buffer.from(await original.arrayBuffer()).equals(bytes)).toBe(false);
    expect((await lineageOf(number))[0]?.copiedOn).toEqual([copy?.copiedOn]);
    expect(await feeOf(path)).toEqual(['hold-fee', 'take-fee']);
    const rows = await database.select().from(certificate).where(eq(certificate.number, number));
    expect(rows).toHaveLength(1);
  });
});

describe('cancellation by the agency', () => {
  it('is for good, shows everybody its day and reason, and ends what was asked against it', async () => {
    const number = await desk.original();
    const open = await desk.inLieuDraft(number, 'Late Co Ltd');
    await desk.approved(open);
    const address = `/certificates/${number}/cancellation`;
    expect((await exporter(address, { body: cancellation })).status).toBe(403);
    const key = 'cancel-once';
    const answers = await Promise.all(
      [1, 2, 3].map(() => administrator(address, { body: cancellation, key })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { verdict, statusCurrent } = await verified(number);
    expect([verdict, statusCurrent.cancelledFor]).toEqual(['genuine-cancelled', 'origin-not-met']);
    expect(statusCurrent.sentence).toContain('do not meet the rules of origin');
    expect(JSON.stringify(statusCurrent)).not.toContain(cancellation.explanation);
    const [line] = await lineageOf(number);
    expect(line).toMatchObject({ status: 'cancelled', cancelledFor: 'origin-not-met' });

    const again = await officer(address, { body: cancellation });
    expect([again.status, await codeOf(again)]).toEqual([409, 'certificate-moved-on']);
    const signed = await desk.sign(open);
    expect([signed.status, await codeOf(signed)]).toEqual([409, 'parent-not-in-force']);
    const body = { expectedRevision: (await caseAt(open)).revision, reason: 'It is cancelled.' };
    await desk.done(exporter(`${open}/withdrawal`, { body }));
    expect(await feeOf(open)).toEqual(['hold-fee', 'return-fee']);
  });

  it('against a certificate in lieu at the same moment: one of the two, explained to the other', async () => {
    const number = await desk.original();
    const path = await desk.inLieuDraft(number, 'Racing Co Ltd');
    await desk.approved(path);
    const signature = await desk.signatureFor(path);
    const [signed, cancelled] = await Promise.all([
      officer(`${path}/signature`, { body: signature }),
      officer(`/certificates/${number}/cancellation`, { body: cancellation }),
    ]);
    const line = await lineageOf(number);
    if (signed.status === 200) {
      expect([cancelled.status, await codeOf(cancelled)]).toEqual([409, 'certificate-moved-on']);
      expect(line.map(({ status }) => status)).toEqual(['superseded', 'in-force']);
    } else {
      expect([signed.status, await codeOf(signed)]).toEqual([409, 'parent-not-in-force']);
      expect(cancelled.status).toBe(200);
      expect(line.map(({ status }) => status)).toEqual(['cancelled']);
    }
  });
});
