import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { pageSize } from '../pdf/canvas.ts';
import { type DrawnText, drawnTexts } from '../testing/drawn-form.ts';
import { formContent } from '../testing/form-content.ts';
import { frame } from './compose.ts';
import { formOf, forms } from './forms.ts';

const schemes = Object.keys(forms);
const letters = (text: string) => text.normalize('NFC').replace(/\s/g, '');
const printedBy = (texts: DrawnText[]) => letters(texts.map(({ text }) => text).join(''));

/** Texts that stand on one another, and texts outside the paper's printed part. */
function faults(texts: DrawnText[]): string[] {
  const found: string[] = [];
  const left = frame.x - 0.01;
  const right = frame.x + frame.width + 0.01;
  const lowest = pageSize.height - frame.y - frame.height - 20;
  for (const [index, one] of texts.entries()) {
    if (one.x < left || one.x + one.width > right || one.y < lowest) found.push(`out: ${one.text}`);
    for (const other of texts.slice(index + 1)) {
      const near =
        one.page === other.page && Math.abs(one.y - other.y) < Math.min(one.size, other.size) * 0.6;
      if (!near || one.x + one.width <= other.x + 0.2 || other.x + other.width <= one.x + 0.2)
        continue;
      found.push(`"${one.text}" on "${other.text}", page ${one.page + 1}`);
    }
  }
  return found;
}

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
    if (formOf(scheme).wording.issuer === 'exporter') return;
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
  .constantFrom('Straße', 'Łódź', 'Đà', 'क्षत्रि', 'न्यूदि', 'ÅÉÎ', '"x"', "O'B", 'a&b', '<i>', 'w')
  .map((stem) => `${stem}${(nextWord++).toString(36)}z`);
const longText = fc.array(word, { minLength: 1, maxLength: 45 }).map((words) => words.join(' '));
const shortText = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const someAddress = fc.array(longText, { minLength: 1, maxLength: 4 });
const anyParty = fc.record({ name: longText, address: someAddress, country: fc.constant('AT') });

const anyWords = fc.record({
  exporter: anyParty,
  consignee: anyParty,
  producer: anyParty,
  third: anyParty,
  vessel: longText,
  marks: longText,
  description: fc.array(word, { minLength: 1, maxLength: 400 }).map((words) => words.join(' ')),
  reason: longText,
  remarks: longText,
  issuer: longText,
  documentType: shortText,
  office: shortText,
  place: shortText,
  officer: shortText,
  designation: shortText,
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
    office: { ...office, name: words.office, place: words.place },
    officer: { name: words.officer, designation: words.designation },
    retrospective: { reason: words.reason },
    remarks: words.remarks,
    items: content.items.map((item, at) =>
      at === 1 ? { ...item, marks: words.marks, description: words.description } : item,
    ),
  };
}

const everyWord = ({ office, ...words }: Words, scheme: string): string[] => {
  const texts = scheme === 'EFTATEPA-SELF' ? [words] : [words, office];
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
      for (const text of everyWord(words, scheme)) expect(printed).toContain(letters(text));
      expect(faults(texts)).toEqual([]);
    }),
    { numRuns: 4, seed: 20261122 },
  );
});
