import { createHash, randomUUID } from 'node:crypto';
import { eq, getTableColumns } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { verificationCount } from '../../../db/schema/schema.ts';
import { issuedCertificate } from '../../../test/records/case-in-stage.ts';
import { cancel } from '../../../test/records/certificate-standing.ts';
import { officerUnderRoot, register } from '../../../test/records/officer-certificate.ts';
import { apiServer } from '../../../test/servers/api-server.ts';
import { newTokenAnswer } from '../../schemas/account/own-account.ts';
import {
  mostVerified,
  verificationCountsAnswer,
  verificationsAnswer,
} from '../../schemas/case/verification.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';

const officer = officerUnderRoot();
const { call, database, idOf } = await apiServer({ trustAnchors: officer.trustAnchors });
await register(database, idOf('officer'), officer);
const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };
const path = '/api/v1/verifications';

async function issue() {
  const pdfKey = createHash('sha256').update(randomUUID()).digest('hex');
  const more = { officerCertificateSha256: officer.sha256, pdfKey };
  return { number: await issuedCertificate(database, owner, idOf('officer'), more), pdfKey };
}

async function tokenFor(scopes: string[]): Promise<string> {
  const body = { name: 'Customs of a friendly country', scopes, days: 30 };
  const answer = await call('/api/v1/account/tokens', { body, as: 'operations' });
  return newTokenAnswer.parse(await answer.json()).token;
}

const withToken = (token: string) => ({ authorization: `Bearer ${token}` });

/** The counts by channel, once they have been written. */
const countsOf = (number: string, expected: Record<string, number>) =>
  vi.waitFor(
    async () => {
      const rows = await database
        .select()
        .from(verificationCount)
        .where(eq(verificationCount.number, number));
      const counts: Record<string, number> = {};
      for (const { channel, count } of rows) counts[channel] = (counts[channel] ?? 0) + count;
      expect(counts).toEqual(expected);
    },
    { timeout: 30_000 },
  );

describe('R70 a list of certificates', () => {
  it('is answered one by one, in its order, by number and by file', async () => {
    const [one, other] = [await issue(), await issue()];
    await cancel(database, other.number);
    const certificates = [
      { number: other.number.toLowerCase() },
      { sha256: one.pdfKey },
      { number: 'EIC-MUMBAI-2026-9999999-P' },
      { number: 'nonsense' },
      { number: 'EIC/2023/013/0127378A/00158794' },
      { sha256: 'f'.repeat(64) },
      { number: one.number },
    ];
    const answer = await call(path, { body: { certificates }, as: 'officer' });
    expect(answer.status).toBe(200);
    const { verifications } = verificationsAnswer.parse(await answer.json());
    expect(
      verifications.map(({ problem, verification }) => problem ?? verification?.verdict),
    ).toEqual([
      'genuine-cancelled',
      'genuine-and-in-force',
      'certificate-not-found',
      'certificate-number-mistyped',
      'certificate-of-legacy',
      'certificate-not-found',
      'genuine-and-in-force',
    ]);
    const single = await (await call(`/api/v1/verify/${one.number}`)).json();
    expect(verifications.at(-1)?.verification).toEqual(single);
    expect(verifications.map(({ asked }) => asked)).toEqual(
      certificates.map((asked) => Object.values(asked)[0]),
    );
  });

  it('may have five hundred, and not one more', async () => {
    const certificates = Array.from({ length: mostVerified }, () => ({ number: 'nonsense' }));
    expect((await call(path, { body: { certificates }, as: 'officer' })).status).toBe(200);
    const more = { certificates: [...certificates, { number: 'nonsense' }] };
    expect((await call(path, { body: more, as: 'officer' })).status).toBe(422);
  });

  it('is asked by a token that can do this and nothing else', async () => {
    const body = { certificates: [{ number: (await issue()).number }] };
    const headers = withToken(await tokenFor(['verify']));
    expect((await call(path, { body, headers })).status).toBe(200);
    for (const closed of ['/api/v1/applications', '/api/v1/account']) {
      expect([403, 404]).toContain((await call(closed, { headers })).status);
    }
    const another = withToken(await tokenFor(['view']));
    const refused = await call(path, { body, headers: another });
    expect(refused.status).toBe(403);
    expect(problemAnswer.parse(await refused.json()).detail).toContain('verify');
    expect((await call(path, { body })).status).toBe(401);
  });
});

describe('R70 verifications are counted', () => {
  it('by certificate and way of asking, and shown to whose it is', async () => {
    const { number, pdfKey } = await issue();
    const { number: untouched } = await issue();
    for (let asked = 0; asked < 3; asked += 1) await call(`/v/${number}`);
    await call(`/v/${number}?sha256=${pdfKey}`);
    await Promise.all(Array.from({ length: 20 }, () => call(`/api/v1/verify/${number}`)));
    const body = { certificates: [{ number }, { sha256: pdfKey }] };
    await call(path, { body, as: 'officer' });
    await countsOf(number, { page: 3, file: 1, program: 20, list: 2 });
    await countsOf(untouched, {});
    for (const as of ['exporter', 'officer', 'administrator'] as const) {
      const answer = await call(`/api/v1/certificates/${number}/verifications`, { as });
      const { total, counts } = verificationCountsAnswer.parse(await answer.json());
      expect(total).toBe(26);
      expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(26);
    }
    const stranger = { as: 'other-exporter' } as const;
    const hidden = await call(`/api/v1/certificates/${number}/verifications`, stranger);
    expect(hidden.status).toBe(404);
  });

  it('without a word on who asked', () => {
    const columns = Object.keys(getTableColumns(verificationCount));
    expect(columns).toEqual(['number', 'day', 'channel', 'count']);
  });
});
