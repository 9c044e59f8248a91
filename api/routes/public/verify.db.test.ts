import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { formatCertificateNumber } from '../../../domain/certificate/numbering.ts';
import { exampleContent, issuedCertificate } from '../../../test/records/case-in-stage.ts';
import { cancel, supersede } from '../../../test/records/certificate-standing.ts';
import { officerUnderRoot, register } from '../../../test/records/officer-certificate.ts';
import { apiServer } from '../../../test/servers/api-server.ts';
import { styleSheetPath } from '../../pages/style-sheet.ts';
import { certificateContent, verificationAnswer } from '../../schemas/case/certificate.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';

const officer = officerUnderRoot();
const { call, database, idOf, storage } = await apiServer({ trustAnchors: officer.trustAnchors });
await register(database, idOf('officer'), officer);
const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };
const signed = { officerCertificateSha256: officer.sha256 };

async function issue(more: Parameters<typeof issuedCertificate>[3] = {}) {
  return issuedCertificate(database, owner, idOf('officer'), { ...signed, ...more });
}

const unknown = formatCertificateNumber({
  agency: 'EIC',
  office: 'MUMBAI',
  year: 2026,
  serial: 9_999_999,
});

async function verify(number: string) {
  const answer = await call(`/api/v1/verify/${number}`);
  expect(answer.status).toBe(200);
  return verificationAnswer.parse(await answer.json());
}

async function pageOf(number: string) {
  const answer = await call(`/v/${number}`);
  return { status: answer.status, text: await answer.text() };
}

describe('verification', () => {
  it('R70 answers anybody, from any site, with every detail of the certificate', async () => {
    const number = await issue();
    const answer = await call(`/api/v1/verify/${number}`, {
      headers: { origin: 'https://customs.example', 'sec-fetch-site': 'cross-site' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const verification = verificationAnswer.parse(await answer.json());
    expect(verification).toMatchObject({
      number,
      genuine: true,
      verdict: 'genuine-and-in-force',
      contentIntact: { holds: true },
      issuerRecognised: { holds: true },
      statusCurrent: { holds: true, status: 'in-force' },
    });
    const { applicationId: _, exporter, ...shown } = exampleContent(number, '');
    expect(verification.certificate).toMatchObject(shown);
    expect(verification.certificate?.exporter.name).toBe(exporter.name);
  });

  it('R70 answers while all other work waits for a connection', async () => {
    const number = await issue();
    const { $client: client } = database;
    const taken = Array.from({ length: client.options.max }, () => client.reserve());
    const held = await Promise.all(taken);
    const answers = Promise.all([verify(number), pageOf(number)]);
    const first = await Promise.race([answers, setTimeout(3_000, 'nothing')]);
    for (const connection of held) connection.release();
    await answers;
    expect(first).toMatchObject([{ genuine: true }, { status: 200 }]);
  });

  it('shows neither the case behind it nor the PAN of the firm', async () => {
    const text = await (await call(`/api/v1/verify/${await issue()}`)).text();
    expect(text).not.toMatch(/applicationId|"pan"/);
  });

  it('takes a number as people type it', async () => {
    const number = await issue();
    const typed = encodeURIComponent(` ${number.toLowerCase().replaceAll('-', ' - ')} `);
    expect((await verify(typed)).number).toBe(number);
  });

  it('finds one changed letter in the content on record', async () => {
    const number = await issue({ contentSha256: 'f'.repeat(64) });
    const verification = await verify(number);
    expect(verification).toMatchObject({
      genuine: false,
      verdict: 'not-genuine',
      contentIntact: { holds: false },
      certificate: null,
    });
    expect((await pageOf(number)).text).toContain('Do not rely on this certificate');
  });

  it.each([
    ['a certificate that was never registered', { officerCertificateSha256: 'a'.repeat(64) }],
    ["another officer's certificate", { officerId: idOf('second-officer') }],
    ['a day before the certificate began', { issuedAt: new Date('2019-12-31T00:00:00Z') }],
  ])('does not recognise %s', async (_, change) => {
    const verification = await verify(await issue(change));
    expect(verification).toMatchObject({ genuine: false, issuerRecognised: { holds: false } });
  });

  it.each([
    ['genuine-cancelled', 'Genuine, but cancelled', (number: string) => cancel(database, number)],
    [
      'genuine-superseded',
      'replaced by a later certificate',
      async (number: string) => supersede(database, number, await issue({ replaces: number })),
    ],
    ['genuine-expired', 'its validity has ended', null],
  ] as const)('says when it is no longer in force: %s', async (verdict, words, change) => {
    const number = await issue(change ? {} : { validUntil: '2020-01-01' });
    await change?.(number);
    const verification = await verify(number);
    expect(verification).toMatchObject({ genuine: true, verdict, statusCurrent: { holds: false } });
    expect((await pageOf(number)).text).toContain(words);
  });

  it.each([
    [unknown, 'certificate-not-found', 'helpdesk'],
    ['EIC-MUMBAI-2026-0000001-A', 'certificate-number-mistyped', 'check character'],
    ['nonsense', 'certificate-number-mistyped', 'EIC-MUMBAI-2026'],
    ['EIC%2F2023%2F013%2F0127378A%2F00158794', 'certificate-of-legacy', 'coo.dgft.gov.in'],
  ])('tells what is wrong with %s', async (number, code, words) => {
    const answer = await call(`/api/v1/verify/${number}`);
    expect(answer.status).toBe(404);
    expect(problemAnswer.parse(await answer.json())).toMatchObject({ code });
    const page = await pageOf(number);
    expect(page.status).toBe(404);
    expect(page.text).toContain(words);
  });

  it('R71 has a page of at most 30 kB with the verdict in words and the three lines', async () => {
    const number = await issue();
    const { text } = await pageOf(number);
    const style = await (await call(styleSheetPath)).text();
    expect(text.length + style.length).toBeLessThan(30_000);
    for (const words of ['Genuine and in force', 'Content intact', 'Issuer recognised', number]) {
      expect(text).toContain(words);
    }
    expect(text).toContain('RVC [79.73] %+CTSH');
  });
});

describe('certificates', () => {
  it('R34 hands out the signed PDF and its twin', async () => {
    const bytes = Buffer.from('%PDF-1.7 signed');
    const number = await issue({ pdfKey: await storage.put(bytes) });
    const pdf = await call(`/api/v1/certificates/${number}/pdf`, { as: 'exporter' });
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.headers.get('content-disposition')).toContain(`${number}.pdf`);
    expect(Buffer.from(await pdf.arrayBuffer()).equals(bytes)).toBe(true);
    const twin = await call(`/api/v1/certificates/${number}`, { as: 'officer' });
    expect(certificateContent.parse(await twin.json()).number).toBe(number);
  });
});
