import { describe, expect, it } from 'vitest';
import { answeredSum } from '../../../test/people/page-question.ts';
import { issuedCertificate } from '../../../test/records/case-in-stage.ts';
import { cancel, supersede } from '../../../test/records/certificate-standing.ts';
import { officerUnderRoot, register } from '../../../test/records/officer-certificate.ts';
import { apiServer } from '../../../test/servers/api-server.ts';

const officer = officerUnderRoot();
const { call, database, idOf } = await apiServer({ trustAnchors: officer.trustAnchors });
await register(database, idOf('officer'), officer);
const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };

const issue = (more: Parameters<typeof issuedCertificate>[3] = {}) =>
  issuedCertificate(database, owner, idOf('officer'), {
    officerCertificateSha256: officer.sha256,
    ...more,
  });

async function show(path: string) {
  const answer = await call(path);
  return { status: answer.status, text: await answer.text() };
}

const post = (fields: Record<string, string>, lang = 'en') =>
  call(`/verify?lang=${lang}`, { method: 'POST', body: new URLSearchParams(fields) });

/** Asks by the form as somebody would who reads the sum. */
async function ask(number: string, given: Record<string, string> = {}, lang = 'en') {
  const { text } = await show(`/verify?lang=${lang}`);
  return post({ number, ...answeredSum(text), ...given }, lang);
}

describe('R70 verification by number and CAPTCHA', () => {
  it('leads to the page of the number, in the language that was asked in', async () => {
    const number = await issue();
    const answer = await ask(` ${number.toLowerCase()} `, {}, 'hi');
    const address = `/v/${number.toLowerCase()}?lang=hi`;
    expect([answer.status, answer.headers.get('location')]).toEqual([303, address]);
    const { status, text } = await show(address);
    expect(status).toBe(200);
    expect(text).toContain('<html lang="hi">');
    expect(text).toContain('असली और प्रभावी');
    expect(text).toContain(`href="/v/${number}?lang=en"`);
  });

  it.each([
    ['a wrong answer', { answer: '999' }],
    ['an answer to nothing', { captcha: 'none' }],
  ])('goes no further with %s, and keeps the number', async (_, given) => {
    const answer = await ask('EIC-MUMBAI-2026-9999999-A', given);
    const text = await answer.text();
    expect(answer.status).toBe(422);
    expect(text).toContain('role="alert"');
    expect(text).toContain('<title>Error: ');
    expect(text).toMatch(/name="number"[^>]* value="EIC-MUMBAI-2026-9999999-A"/);
    expect(text).toContain('?number=EIC-MUMBAI-2026-9999999-A&amp;captcha=image');
  });

  it('takes an answer once', async () => {
    const given = answeredSum((await show('/verify')).text);
    const number = await issue();
    expect((await post({ number, ...given })).status).toBe(303);
    expect((await post({ number, ...given })).status).toBe(422);
  });

  it.each([
    ['image', /<img src="\/api\/v1\/captchas\//],
    ['audio', /<audio controls[^>]*src="\/api\/v1\/captchas\//],
    ['proof-of-work', /data-challenge=/],
  ])('offers %s in place of the sum', async (form, expected) => {
    const answer = await call(`/verify?captcha=${form}`);
    const text = await answer.text();
    expect(text).toMatch(expected);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  it('asks for a number where none was typed', async () => {
    expect(await (await ask('  ')).text()).toContain('Type the number that is printed');
  });
});

describe('R70 the page of a certificate', () => {
  it('names what a customs officer looks for', async () => {
    const { text } = await show(`/v/${await issue()}`);
    const expected = [
      ...['Form AI', 'ASEAN-India Trade in Goods Agreement', 'Agency EIC, EIC Mumbai'],
      ...['Person officer, Officer', 'Sahyadri Chemicals', 'IEC AAACS7302F', 'RVC [79.73] %+CTSH'],
      ...['22 November 2026', '22 November 2099', 'Shipping bill', 'INV/', 'Consignee', '293369'],
    ];
    for (const words of expected) expect(text).toContain(words);
  });

  it('of one that was superseded leads to its successor, and back', async () => {
    const number = await issue();
    const successor = await issue({ replaces: number });
    await supersede(database, number, successor);
    const old = await show(`/v/${number}`);
    expect(old.text).toContain('Genuine, but replaced by a later certificate');
    expect(old.text).toContain(`href="/v/${successor}?lang=en"`);
    const present = await show(`/v/${successor}?lang=hi`);
    expect(present.text).toContain('असली और प्रभावी');
    expect(present.text).toContain(`href="/v/${number}?lang=hi"`);
  });

  it('of one that was cancelled says since when and whom to ask, and not why', async () => {
    const number = await issue();
    await cancel(database, number, new Date('2026-11-20T20:00:00Z'));
    const { text } = await show(`/v/${number}`);
    expect(text).toContain('It was cancelled on 2026-11-21.');
    expect(text).toMatch(/Whom to ask<\/b>: Agency EIC, EIC Mumbai, 1 Harbour Road/);
    expect(text).not.toContain('Issued in error');
  });

  it('of one that has expired says when its validity ended', async () => {
    const { text } = await show(`/v/${await issue({ validUntil: '2020-01-01' })}?lang=hi`);
    expect(text).toContain('असली, पर वैधता समाप्त');
    expect(text).toContain('2020-01-01 को समाप्त');
  });

  it.each([
    ['EIC-MUMBAI-2026-9999999-B', 'mistyped', 'one character is wrong', 'संख्या ग़लत'],
    ['nonsense', 'malformed', 'five parts', 'पाँच भाग'],
    ['EIC/2023/013/0127378A/00158794', 'legacy', 'https://coo.dgft.gov.in', 'पिछले पोर्टल'],
  ])('R72 of %s (%s) says what to do, and knows of no other number', async (number, _, en, hi) => {
    await issue();
    for (const [lang, words] of [
      ['en', en],
      ['hi', hi],
    ]) {
      const { status, text } = await show(`/v/${encodeURIComponent(number)}?lang=${lang}`);
      expect(status).toBe(404);
      expect(text).toContain(words);
      expect(text).not.toMatch(/EIC-MUMBAI-2026-000000\d/);
    }
  });

  it('of a number under which nothing was issued says whom to ask', async () => {
    const { status, text } = await show('/v/EIC-MUMBAI-2026-9999999-P');
    expect(status).toBe(404);
    expect(text).toContain('nothing was issued under it');
    expect(text).toContain('011-23061495');
  });
});
