import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { schemes as offeredSchemes } from '../../domain/agreement/schemes.ts';
import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { pageSize } from '../pdf/canvas.ts';
import { type DrawnText, drawnTexts } from '../testing/drawn-form.ts';
import { formContent } from '../testing/form-content.ts';
import { frame } from './compose.ts';
import { formOf, forms } from './forms.ts';

// Hundreds of pages are drawn, on whatever machine.
vi.setConfig({ testTimeout: 180_000 });

const schemes = Object.keys(forms);
const letters = (text: string) => text.normalize('NFC').replace(/\s/g, '');
const printedBy = (texts: DrawnText[]) => letters(texts.map(({ text }) => text).join(''));

/** Texts that stand on one another, and texts outside the paper's printed part. */
function faults(texts: DrawnText[]): string[] {
  const right = frame.x + frame.width + 0.01;
  const lowest = pageSize.height - frame.y - frame.height - 20;
  const outside = texts.filter(
    ({ x, y, width }) => x < frame.x - 0.01 || x + width > right || y < lowest,
  );
  const fromTop = texts.toSorted((one, other) => one.page - other.page || other.y - one.y);
  const doubled = fromTop.flatMap((one, index) => {
    const below: DrawnText[] = [];
    for (let at = index + 1; at < fromTop.length; at++) {
      const other = fromTop[at];
      if (!other || other.page !== one.page || one.y - other.y > one.size) break;
      below.push(other);
    }
    return below
      .filter((other) => standsOn(one, other))
      .map((other) => `"${one.text}" on "${other.text}", page ${one.page + 1}`);
  });
  return [...outside.map(({ text }) => `out: ${text}`), ...doubled];
}

const standsOn = (one: DrawnText, other: DrawnText) =>
  one.y - other.y < Math.min(one.size, other.size) * 0.6 &&
  one.x + one.width > other.x + 0.2 &&
  other.x + other.width > one.x + 0.2;

describe.each(schemes)('%s', (scheme) => {
  test('says where its layout stands, and whether the agreement’s own was seen', () => {
    const { source, confirmed } = formOf(scheme);
    expect(source.length).toBeGreaterThan(20);
    expect(/was not seen|were not seen/.test(source)).toBe(!confirmed);
  });

  test('R38 prints one item and 99, each once and in order, with nothing on anything else', () => {
    for (const count of [1, 99]) {
      const { texts, pages } = drawnTexts(formContent(scheme, count));
      const grades = letters(texts.map(({ text }) => text).join(' ')).match(/grade\d+/g) ?? [];
      expect(new Set(grades).size).toBe(count);
      const printed = printedBy(texts);
      const last = printed.lastIndexOf(`grade${count}`);
      expect(last).toBeGreaterThanOrEqual(printed.lastIndexOf('grade1'));
      expect(printed).toContain(letters(`Total: ${count} item`));
      const sheets = pages - (formOf(scheme).notes ? 1 : 0);
      for (let sheet = 1; sheet <= sheets; sheet++) {
        const page = printedBy(texts.filter((text) => text.page === sheet - 1));
        expect(page).toMatch(new RegExp(`Page${sheet}of${sheets}|Numberofpage${sheet}/${sheets}`));
        expect(page).toContain('EIC-MUMBAI-2026-0000417-K');
      }
      expect(faults(texts)).toEqual([]);
    }
  });

  test('a true copy says so, on its face', () => {
    const officer = { name: 'Ramesh Kulkarni', designation: 'Assistant Director' };
    const copy = { words: 'CERTIFIED TRUE COPY', on: '2026-12-24', officer };
    const { texts } = drawnTexts(formContent(scheme, 1), copy);
    const first = printedBy(texts.filter(({ page }) => page === 0));
    expect(first).toContain('CERTIFIEDTRUECOPY');
    expect(first).toContain(letters('made on 24 Dec 2026'));
    expect(first).toContain('RameshKulkarni');
    expect(faults(texts)).toEqual([]);
  });
});

test.each(['AIFTA', 'INUAECEPA'])('R38 %s prints 500 items', (scheme) => {
  const { texts, pages } = drawnTexts(formContent(scheme, 500));
  const printed = printedBy(texts);
  for (let item = 1; item <= 500; item++) expect(printed).toContain(`grade${item}`);
  expect(printed).toContain(letters('Total: 500 items'));
  expect(pages).toBeGreaterThan(20);
});

/*
 * Texts of many short words, each of them there once, so that each can be looked for; some of them
 * Devanagari, some accented, some with what keyboards leave behind.
 */
let nextWord = 0;
const word = fc
  .constantFrom('Straße', 'Łódź', 'Đà', 'क्षत्रि', 'ÅÉÎ', '"x"', "O'B", 'a&b', '<i>', 'ñu', 'w', 'x')
  .map((stem) => `${stem}${(nextWord++).toString(36)}z`);
const textOf = (least: number, most: number) =>
  fc.array(word, { minLength: least, maxLength: most }).map((words) => words.join(' '));
const longText = textOf(10, 45);
const someAddress = fc.array(longText, { minLength: 1, maxLength: 4 });
const anyParty = fc.record({ name: longText, address: someAddress, country: fc.constant('AT') });

const anyWords = fc.record({
  exporter: anyParty,
  consignee: anyParty,
  producer: anyParty,
  third: anyParty,
  vessel: longText,
  marks: longText,
  /** Longer than a page of the widest column, so that the item is divided. */
  description: textOf(700, 750),
  reason: longText,
  remarks: longText,
  issuer: longText,
  documentType: textOf(1, 4),
  office: longText,
  officeAddress: someAddress,
  place: textOf(1, 4),
  officer: longText,
  designation: longText,
});

type Words = typeof anyWords extends fc.Arbitrary<infer Value> ? Value : never;

function wordy(scheme: string, words: Words): CertificateContent {
  const content = formContent(scheme, 3);
  const { backToBack, thirdCountryInvoice, transport, office, exporter } = content;
  if (!backToBack || !thirdCountryInvoice) throw new Error('a full sample');
  return {
    ...content,
    exporter: { ...exporter, ...words.exporter },
    consignee: words.consignee,
    producer: words.producer,
    thirdCountryInvoice: { ...thirdCountryInvoice, ...words.third },
    backToBack: { ...backToBack, issuer: words.issuer, documentType: words.documentType },
    transport: { ...transport, vessel: words.vessel },
    office: { ...office, name: words.office, address: words.officeAddress, place: words.place },
    officer: { name: words.officer, designation: words.designation },
    retrospective: { reason: words.reason },
    remarks: words.remarks,
    items: content.items.map((item, at) =>
      at === 1 ? { ...item, marks: words.marks, description: words.description } : item,
    ),
  };
}

const everyWord = ({ office, officeAddress, ...words }: Words, scheme: string): string[] => {
  const texts: unknown[] = [words];
  if (scheme !== 'EFTATEPA-SELF') texts.push(office);
  if (scheme.startsWith('NONPREF')) texts.push(officeAddress);
  return JSON.stringify(texts)
    .replaceAll('\\"', '"')
    .split(/[\s,[\]{}:]+/)
    .map((text) => text.replace(/^"|"$/g, ''))
    .filter((text) => /z$/.test(text));
};

test.each(schemes)('R38 no word of any field is lost on %s, however long the texts', (scheme) => {
  fc.assert(
    fc.property(anyWords, (words) => {
      const { texts } = drawnTexts(wordy(scheme, words));
      const printed = printedBy(texts);
      const lost = everyWord(words, scheme).filter((text) => !printed.includes(letters(text)));
      expect(lost).toEqual([]);
      expect(faults(texts)).toEqual([]);
    }),
    { numRuns: 2, seed: 20261122, endOnFailure: true },
  );
});

const numbered = (stem: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${stem}${index}z`).join(' ');

test.each(['AIFTA', 'INUAECEPA', 'MERCOSUR', 'NONPREF'])(
  'R38 what has no room in the heading of %s or beside its code goes on below the goods',
  (scheme) => {
    const content = formContent(scheme, 1);
    const officer = { name: numbered('name', 90), designation: numbered('post', 60) };
    const address = [numbered('line', 400)];
    const office = { ...content.office, name: numbered('office', 60), address };
    const printed = printedBy(drawnTexts({ ...content, officer, office }).texts);
    const said = [officer.name, officer.designation, office.name];
    if (scheme === 'NONPREF') said.push(...address);
    const words = said.flatMap((text) => text.split(' '));
    expect(words.filter((text) => !printed.includes(text))).toEqual([]);
  },
);

test('R38 every scheme under which certificates may be issued has its form', () => {
  const offered = offeredSchemes.filter(({ inForce }) => inForce.value.from !== null);
  expect(offered.filter(({ code }) => !(code in forms)).map(({ code }) => code)).toEqual([]);
});

test('squares say the words that the scheme of their form has for late certificates', () => {
  for (const { code, retrospective } of offeredSchemes) {
    const words = retrospective.value?.endorsement ?? null;
    if (!(code in forms) || words === null) continue;
    const printed = drawnTexts({ ...formContent(code, 1), endorsements: [] }).texts;
    const others = printed
      .filter(({ page, text }) => page === 0 && text.startsWith('ISSUED RETRO'))
      .filter(({ text }) => text !== words);
    expect([code, others]).toEqual([code, []]);
  }
});
