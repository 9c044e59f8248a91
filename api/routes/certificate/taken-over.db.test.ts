import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { legacyCertificate, legacyDocument, verificationCount } from '../../../db/schema/schema.ts';
import { addDays } from '../../../domain/calendar/plain-date.ts';
import { exampleApplication } from '../../../test/records/example-application.ts';
import {
  acceptBatch,
  legacyCertificateIn,
  legacyParties,
  reconciledBatch,
  turn,
} from '../../../test/records/legacy-record.ts';
import { apiServer, type Login } from '../../../test/servers/api-server.ts';
import { applicationAnswer } from '../../schemas/case/answers.ts';
import { takenOverAnswer } from '../../schemas/case/taken-over.ts';
import { verificationsAnswer } from '../../schemas/case/verification.ts';
import { legacyAnswer, legacyPage } from '../../schemas/certificate/legacy.ts';
import { lineageAnswer } from '../../schemas/certificate/request.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';
import { todayInIndia } from '../../today.ts';

const { call, database, idOf, storage } = await apiServer();
const operators = [idOf('migration'), idOf('operations')] as const;

const at = (path: string, number: string, more = '') =>
  `/api/v1/${path}/${encodeURIComponent(number)}${more}`;
const codeOf = async (answer: Response) => problemAnswer.parse(await answer.json()).code;
const verify = async (number: string) =>
  takenOverAnswer.parse(await (await call(at('verify', number))).json());

const { number: accepted } = await reconciledBatch(database);
await legacyParties(database, accepted);
const bring = (more: Partial<typeof legacyCertificate.$inferInsert> = {}) =>
  legacyCertificateIn(database, accepted, more);
const first = await bring({ status: 'superseded', successor: 'EIC/2024/013/9000002B/00158794' });
const second = await bring({ number: 'EIC/2024/013/9000002B/00158794', replaces: first });
const cancelled = await bring({ status: 'cancelled' });
const preferential = await bring({ scheme: 'AIFTA' });
const elsewhere = await bring({ agency: 'IMC', iec: '0388012345' });
await acceptBatch(database, accepted, operators);

beforeEach(() => turn(database, 'non-preferential-certificates', todayInIndia()));

const inLieu = (number: string, body: object, as: Login = 'exporter') =>
  call(at('certificates', number, '/in-lieu'), { body, as });
const cancel = (number: string, as: Login = 'officer') =>
  call(at('certificates', number, '/cancellation'), {
    body: { reason: 'other-reason', explanation: 'As told.', expectedStatus: 'in-force' },
    as,
    headers: { 'Idempotency-Key': randomUUID() },
  });
const grounds = { reasons: ['wrong-tariff-code'], explanation: 'Customs want another code.' };
const application = { ...exampleApplication(), scheme: 'NONPREF' };

describe('R61 R62 R72 a certificate of the earlier portal', () => {
  it('is left to that portal until its batch is accepted and its switch turned', async () => {
    const { number: waiting } = await reconciledBatch(database);
    const number = await legacyCertificateIn(database, waiting);
    const outcomes = async (one: string) => [
      await codeOf(await call(at('verify', one))),
      (await call(at('legacy-certificates', one), { as: 'exporter' })).status,
      await codeOf(await inLieu(one, { ...grounds, application })),
      await codeOf(await cancel(one)),
      (await cancel(one, 'exporter')).status,
    ];
    const there = ['certificate-of-legacy', 404, 'request-at-legacy', 'request-at-legacy', 403];
    expect(await outcomes(number)).toEqual(there);
    await acceptBatch(database, waiting, operators);
    for (const from of [null, addDays(todayInIndia(), 1)]) {
      await turn(database, 'non-preferential-certificates', from);
      expect(await outcomes(number)).toEqual(there);
      const page = await call(`/v/${encodeURIComponent(number)}`);
      expect([page.status, await page.text()]).toEqual([
        404,
        expect.stringContaining('https://coo.dgft.gov.in'),
      ]);
    }
    await turn(database, 'non-preferential-certificates', todayInIndia());
    expect((await verify(number)).verdict).toBe('taken-over-in-force');
    // Each kind has a switch of its own.
    expect(await outcomes(preferential)).toEqual(there);
  });

  it('is told with all that came over, and that nothing here can prove it', async () => {
    const one = await verify(` ${second.toLowerCase().replaceAll('/', ' / ')} `);
    expect(one).toMatchObject({
      ...{ number: second, genuine: null, verdict: 'taken-over-in-force', replaces: first },
      contentIntact: { holds: null },
      issuerRecognised: { holds: null },
      statusCurrent: { holds: true, status: 'in-force', successor: null },
      takenOver: { on: todayInIndia(), platform: 'coo.dgft.gov.in', cutOff: '2024-12-20' },
      certificate: {
        ...{ agency: 'EIC', office: { code: 'MUMBAI', name: 'EIC Mumbai' }, scheme: 'NONPREF' },
        exporter: { iec: 'AAACS7302F', name: 'Sahyadri Chemicals' },
        ...{ consignee: 'Gangotri Trading <BR>', destination: 'BR' },
        fob: { amount: '80018.26', currency: 'USD' },
        items: [{ hs: '71131911', quantity: '3633', unit: 'KGS', weightKg: '9605.040' }],
      },
    });
    for (const [language, words] of [
      ['en', 'cannot prove that the paper before you is genuine'],
      ['hi', 'हमारा कोई डिजिटल हस्ताक्षर नहीं है'],
    ]) {
      const page = await call(`/v/${encodeURIComponent(second)}?lang=${language}`);
      const text = await page.text();
      expect(page.status).toBe(200);
      for (const shown of [words, second, '80018.26 USD', 'Gangotri Trading &lt;BR&gt;', first]) {
        expect(text).toContain(shown);
      }
    }
  });

  it('says what became of it', async () => {
    expect((await verify(first)).statusCurrent).toMatchObject({
      ...{ holds: false, status: 'superseded', successor: second },
    });
    expect((await verify(cancelled)).statusCurrent).toMatchObject({
      ...{ holds: false, status: 'cancelled', cancelledOn: null },
    });
    await turn(database, 'preferential-certificates', todayInIndia());
    const expired = await verify(preferential);
    expect([expired.verdict, expired.validUntil]).toEqual(['taken-over-expired', '2025-12-01']);
    await turn(database, 'preferential-certificates', null);
  });

  it('is answered in lists, and counted like any other', async () => {
    const certificates = [{ number: second }, { number: 'EIC/2020/013/0000001A/00000000' }];
    const answer = await call('/api/v1/verifications', {
      body: { certificates },
      as: 'operations',
    });
    const { verifications } = verificationsAnswer.parse(await answer.json());
    expect(
      verifications.map(({ problem, verification }) => [problem, verification?.verdict]),
    ).toEqual([
      [null, 'taken-over-in-force'],
      ['certificate-of-legacy', undefined],
    ]);
    await vi.waitFor(
      async () => {
        const rows = await database
          .select({ channel: verificationCount.channel })
          .from(verificationCount)
          .where(eq(verificationCount.number, second));
        const channels = new Set(rows.map(({ channel }) => channel));
        expect(channels).toEqual(new Set(['page', 'program', 'list']));
      },
      { timeout: 30_000 },
    );
  });

  it('is seen by its exporter and its agency, with its papers, and by nobody else', async () => {
    const bytes = Buffer.from('%PDF-1.4 an old certificate');
    const sha256 = await storage.put(bytes);
    await database.insert(legacyDocument).values([
      {
        ...{ batch: accepted, position: 0, name: 'second.pdf', sha256, number: second },
        ...{ kind: 'certificate', mediaType: 'application/pdf', bytes: bytes.length },
      },
      {
        ...{ batch: accepted, position: 1, name: 'gone.pdf', sha256, number: second },
        ...{ kind: 'scan', refusal: 'file-missing', detail: 'It is not there.' },
      },
    ]);
    const list = async (as: Login, query = '') => {
      const answer = await call(`/api/v1/legacy-certificates${query}`, { as });
      return legacyPage.parse(await answer.json());
    };
    const mine = (await list('exporter')).certificates.map(({ number }) => number);
    expect(mine).toEqual(expect.arrayContaining([first, second, cancelled]));
    expect(mine).not.toContain(preferential);
    expect(mine).not.toContain(elsewhere);
    const page = await list('exporter', '?limit=1');
    const next = await list('exporter', `?limit=1&cursor=${page.nextCursor}`);
    expect([page, next].map(({ certificates }) => certificates[0]?.number)).toEqual(
      mine.slice(0, 2),
    );
    expect((await list('officer', '?iec=0388012345')).certificates).toEqual([]);
    expect((await list('officer', '?iec=AAACS7302F')).certificates).toHaveLength(mine.length);
    const unnamed = await call('/api/v1/legacy-certificates', { as: 'officer' });
    expect(await codeOf(unnamed)).toBe('exporter-not-named');

    for (const as of ['exporter', 'agent', 'officer', 'administrator', 'migration'] as const) {
      const one = await call(at('legacy-certificates', second), { as });
      expect(legacyAnswer.parse(await one.json()).documents).toEqual([
        {
          name: 'second.pdf',
          kind: 'certificate',
          sha256,
          mediaType: 'application/pdf',
          bytes: 27,
        },
      ]);
      const paper = await call(at('legacy-certificates', second, `/documents/${sha256}`), { as });
      expect(Buffer.from(await paper.arrayBuffer())).toEqual(bytes);
      expect(paper.headers.get('content-disposition')).toContain('attachment');
    }
    for (const as of ['other-exporter', 'other-officer', 'other-administrator'] as const) {
      for (const more of ['', `/documents/${sha256}`]) {
        expect((await call(at('legacy-certificates', second, more), { as })).status).toBe(404);
      }
    }
  });

  it('stands in a line with what replaced it', async () => {
    const answer = await call(at('certificates', second, '/lineage'), { as: 'exporter' });
    const { lineage } = lineageAnswer.parse(await answer.json());
    expect(lineage.map((one) => [one.number, one.status, one.isTakenOver, one.successor])).toEqual([
      [first, 'superseded', true, second],
      [second, 'in-force', true, null],
    ]);
  });

  it('never changes, but for giving way to one that says that it replaces it', async () => {
    const forged = database
      .update(legacyCertificate)
      .set({ status: 'superseded', successor: 'EIC-MUMBAI-2026-0000017-H' })
      .where(eq(legacyCertificate.number, second));
    await expect(forged).rejects.toMatchObject({ cause: { code: '23001' } });
    const renamed = database.update(legacyCertificate).set({ consignee: 'Another' });
    await expect(renamed).rejects.toMatchObject({ cause: { code: '23001' } });
    await expect(database.delete(legacyDocument)).rejects.toMatchObject({
      cause: { constraint_name: 'legacy_record_stays' },
    });
  });
});

describe('R61 a request in lieu of a certificate that came over', () => {
  it('brings along what is applied for, and keeps agency and scheme', async () => {
    expect(await codeOf(await inLieu(second, grounds))).toBe('in-lieu-needs-application');
    const moved = { ...application, agency: 'IMC' };
    expect(await codeOf(await inLieu(second, { ...grounds, application: moved }))).toBe(
      'parent-fixes-this',
    );
    const answer = await inLieu(second, { ...grounds, application });
    expect(answer.status).toBe(201);
    const draft = applicationAnswer.parse(await answer.json());
    expect(draft).toMatchObject({ purpose: 'in-lieu', parent: second, grounds, stage: 'draft' });
    const changes = await call(`/api/v1/applications/${draft.id}/changes`, { as: 'exporter' });
    expect(await changes.json()).toMatchObject({
      parent: { number: second, status: 'in-force', issuedOn: '2024-12-01', validUntil: null },
      objection: null,
    });
  });

  it('is refused against one that counts no more, to strangers, and for a true copy', async () => {
    const body = { ...grounds, application };
    for (const number of [first, cancelled]) {
      expect(await codeOf(await inLieu(number, body))).toBe('parent-not-in-force');
    }
    expect((await inLieu(second, body, 'other-exporter')).status).toBe(404);
    const copy = await call(at('certificates', second, '/true-copy'), {
      body: { reasons: ['lost'], explanation: 'A flood.' },
      as: 'exporter',
    });
    expect(await codeOf(copy)).toBe('true-copy-of-legacy');
  });
});
