import type { Page } from 'playwright-core';
import { describe, expect, vi } from 'vitest';
import { accessibilityFaults, isTooWide, realBrowser } from '../../../test/people/chromium.ts';
import { issuedCertificate } from '../../../test/records/case-in-stage.ts';
import { cancel, supersede } from '../../../test/records/certificate-standing.ts';
import { issueFile, trustForApi } from '../../../test/records/issued-file.ts';
import {
  acceptBatch,
  legacyCertificateIn,
  reconciledBatch,
  turn,
} from '../../../test/records/legacy-record.ts';
import { apiServer } from '../../../test/servers/api-server.ts';
import { testWith } from '../../../test/tools.ts';

const trust = trustForApi();
const { url, call, database, idOf } = await apiServer(trust);
const people = { officerId: idOf('officer'), exporterId: idOf('exporter') };
const { number, pdf } = await issueFile(database, trust, people);
const owner = { accountId: people.exporterId, iec: 'AAACS7302F' };
const issue = (more: Parameters<typeof issuedCertificate>[3] = {}) =>
  issuedCertificate(database, owner, people.officerId, more);

// A busy machine takes its time to start a browser, and axe to look at a page.
vi.setConfig({ testTimeout: 240_000 });
const openPage = realBrowser();
const test = testWith('chromium');

const asFile = (buffer: Buffer) => ({
  name: 'certificate.pdf',
  mimeType: 'application/pdf',
  buffer,
});

function flipped(): Buffer {
  const copy = Buffer.from(pdf);
  copy.writeUInt8((copy[1000] ?? 0) ^ 1, 1000);
  return copy;
}

/** Reads the sum that the page shows and works it out. */
async function sumOn(page: Page): Promise<string> {
  const written = (await page.locator('label[for=answer] b').textContent()) ?? '';
  const [left = '', sign = '', right = ''] = written.split(' ');
  const [a, b] = [Number(left), Number(right)];
  return String({ '+': a + b, '−': a - b, '×': a * b }[sign]);
}

/** Presses Tab until what has the focus is `wanted`. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let pressed = 0; pressed < 40; pressed += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`${wanted}:focus`).count()) > 0) return;
  }
  throw new Error(`the keyboard does not reach ${wanted}`);
}

describe('R70 verification in a browser', () => {
  test('works without JavaScript, by keyboard alone, in Hindi', async () => {
    const page = await openPage({ javaScriptEnabled: false });
    await page.goto(`${url}/verify?lang=hi`);
    await tabTo(page, '#number');
    await page.keyboard.type(number.toLowerCase());
    await tabTo(page, '#answer');
    await page.keyboard.type(await sumOn(page));
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/v/${number.toLowerCase()}?lang=hi`);
    expect(await page.locator('h1').textContent()).toBe('असली और प्रभावी');
    await tabTo(page, 'a.language');
    await page.keyboard.press('Enter');
    await page.waitForURL('**?lang=en');
    expect(await page.locator('h1').textContent()).toBe('Genuine and in force');
    await page.context().close();
  });

  test('uploads a file without JavaScript, and finds one flipped byte', async () => {
    const page = await openPage({ javaScriptEnabled: false });
    for (const [bytes, words] of [
      [pdf, 'Genuine and in force'],
      [flipped(), 'Do not rely on this file'],
    ] as const) {
      await page.goto(`${url}/verify?lang=en`);
      await page.locator('#file').setInputFiles(asFile(bytes));
      await page.getByRole('button', { name: 'Upload and check everything' }).click();
      await page.getByRole('heading', { level: 1, name: words }).waitFor();
    }
    await page.context().close();
  });

  test('lets the device answer in place of the person', async () => {
    const page = await openPage();
    await page.goto(`${url}/verify?lang=en&number=${number}&captcha=proof-of-work`);
    await page.locator('[data-number] button:enabled').click();
    await page.getByRole('heading', { level: 1, name: 'Genuine and in force' }).waitFor();
    await page.context().close();
  });

  test('compares a dropped file without sending anything, and finds one flipped byte', async () => {
    const page = await openPage();
    await page.goto(`${url}/v/${number}?lang=en`);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.url()));
    const said = page.locator('[data-expected] [data-said]');
    await drop(page, '[data-expected]', pdf);
    await said.filter({ hasText: 'byte for byte the one that was issued' }).waitFor();
    await drop(page, '[data-expected]', flipped());
    await said.filter({ hasText: 'not the one that was issued' }).waitFor();
    expect(sent).toEqual([]);
    await page.context().close();
  });

  test('looks a file up by its fingerprint, and sends no more than that', async () => {
    const page = await openPage();
    await page.goto(`${url}/verify?lang=en`);
    const methods: string[] = [];
    page.on('request', (request) => methods.push(request.method()));
    await page.locator('#file').setInputFiles(asFile(pdf));
    await page.getByText('Nothing has been sent').waitFor();
    expect(methods).toEqual([]);
    await page.getByRole('link', { name: 'Compare its fingerprint only' }).click();
    await page.getByText('The file that you compared is byte for byte').waitFor();
    expect(new Set(methods)).toEqual(new Set(['GET']));
    await page.context().close();
  });
});

/** Drops bytes on a place of the page, as from the desktop. */
async function drop(page: Page, place: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(`(() => {
    const bytes = Uint8Array.from(atob('${bytes.toString('base64')}'), (one) => one.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'certificate.pdf', { type: 'application/pdf' }));
    return transfer;
  })()`);
  await page.dispatchEvent(place, 'drop', { dataTransfer: transfer });
}

describe('R70 verification for those who hear pages, and on a telephone', () => {
  const superseded = async () => {
    const parent = await issue();
    await supersede(database, parent, await issue({ replaces: parent }));
    return `/v/${parent}`;
  };
  const cancelled = async () => {
    const gone = await issue();
    await cancel(database, gone);
    return `/v/${gone}`;
  };
  const cameOver = async () => {
    const { number: batch } = await reconciledBatch(database);
    const old = await legacyCertificateIn(database, batch, { replaces: number });
    await acceptBatch(database, batch, [idOf('migration'), idOf('operations')]);
    await turn(database, 'non-preferential-certificates', '2024-12-21');
    return `/v/${encodeURIComponent(old)}`;
  };
  const both = ['en', 'hi'];
  const pages: [what: string, languages: string[], pathOf: () => Promise<string>][] = [
    ['the beginning', both, async () => '/verify'],
    ['the forms that it is held against', ['en'], async () => '/forms'],
    ['a question to see', ['hi'], async () => '/verify?captcha=image'],
    ['a question to hear', ['en'], async () => '/verify?captcha=audio'],
    ['one in force', both, async () => `/v/${number}`],
    ['one that has expired', ['hi'], async () => `/v/${await issue({ validUntil: '2020-01-01' })}`],
    ['one that was superseded', ['en'], superseded],
    ['one that was cancelled', ['hi'], cancelled],
    [
      'one whose record was changed',
      ['en'],
      async () => `/v/${await issue({ contentSha256: 'f' })}`,
    ],
    ['one that came over from the earlier portal', both, cameOver],
    ['a number of nothing', both, async () => '/v/EIC-MUMBAI-2026-9999999-P'],
    ['a file of nothing', ['hi'], async () => `/verify?sha256=${'f'.repeat(64)}`],
  ];

  test.each(pages)('has nothing that axe objects to: %s, %j', async (_, languages, pathOf) => {
    const path = await pathOf();
    const join = path.includes('?') ? '&' : '?';
    const page = await openPage({ viewport: { width: 320, height: 640 } });
    for (const language of languages) {
      await page.goto(`${url}${path}${join}lang=${language}`);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await isTooWide(page)).toBe(false);
    }
    await page.context().close();
  });

  test('has nothing that axe objects to in what an uploaded file is answered with', async () => {
    const page = await openPage();
    for (const bytes of [flipped(), Buffer.from('no PDF')]) {
      await page.goto(`${url}/verify?lang=hi`);
      await page.locator('#file').setInputFiles(asFile(bytes));
      const answered = page.waitForResponse('**/verify/file?lang=hi');
      await page.locator('button.second').click();
      await answered;
      await page.waitForLoadState();
      expect(await accessibilityFaults(page)).toEqual([]);
    }
    await page.context().close();
  });

  test('styles its pages by one sheet, from this site alone', async () => {
    const text = await (await call(`/v/${number}`)).text();
    expect(text.match(/<link rel="stylesheet"/g)).toHaveLength(1);
  });
});
