import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../domain/certificate/canonical.ts';
import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { forms } from '../form/forms.ts';
import { crowdedContent } from '../testing/crowded-content.ts';
import { formContent } from '../testing/form-content.ts';
import { fromUncefact } from '../testing/from-uncefact.ts';
import { aiftaContent, nonPreferentialContent } from '../testing/sample-content.ts';
import { toUncefact } from './to-uncefact.ts';

/** There and back through JSON, as it travels. */
const roundTrip = (content: CertificateContent) =>
  fromUncefact(JSON.parse(JSON.stringify(toUncefact(content))));

test.each([aiftaContent, nonPreferentialContent, crowdedContent])(
  'a certificate of scheme $scheme comes back as it was',
  (content) => expect(canonicalJson(roundTrip(content))).toBe(canonicalJson(content)),
);

test.each(Object.keys(forms))('so does a full one under %s', (scheme) => {
  const content = formContent(scheme, 3);
  expect(roundTrip(content)).toEqual(content);
});

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
const date = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const party = fc.record({
  name: text,
  address: fc.array(text, { minLength: 1, maxLength: 6 }),
  country: fc.constantFrom('IN', 'CH', 'AE'),
});
const [item] = aiftaContent.items;
if (!item) throw new Error('the sample has an item');

const anyContent: fc.Arbitrary<CertificateContent> = fc
  .record({
    number: text,
    validUntil: fc.option(date),
    endorsements: fc.array(text, { maxLength: 3 }),
    producer: fc.option(party),
    consignee: party,
    thirdCountryInvoice: fc.option(
      fc.tuple(party, text, date).map(([who, number, on]) => ({ ...who, number, date: on })),
    ),
    backToBack: fc.option(
      fc.record({ country: text, documentType: text, number: text, date, issuer: text }),
    ),
    retrospective: fc.option(fc.record({ reason: text })),
    remarks: fc.option(text),
    invoices: fc.array(fc.record({ number: text, date, currency: text }), { minLength: 1 }),
    transport: fc.record({
      mode: fc.constantFrom('sea', 'air', 'road', 'rail', 'courier'),
      vessel: text,
      departureDate: date,
      portOfLoading: text,
      portOfDischarge: text,
    }),
    items: fc
      .array(fc.record({ marks: text, description: text, criterion: text }), {
        minLength: 1,
        maxLength: 5,
      })
      .map((list) => list.map((said, index) => ({ ...item, ...said, number: index + 1 }))),
  })
  .map((said) => ({ ...aiftaContent, ...said }));
const anyLine = fc.option(fc.record({ number: text, issuedOn: date, firstIssuedOn: date }), {
  nil: undefined,
});

test('and any other, whatever its texts are', () => {
  fc.assert(
    fc.property(anyContent, anyLine, (content, inLieuOf) => {
      const whole: CertificateContent = { ...content, ...(inLieuOf && { inLieuOf }) };
      expect(roundTrip(whole)).toEqual(whole);
    }),
  );
});

test('it says in UN/CEFACT’s words who, what, where from and by which criterion', () => {
  const document = toUncefact(formContent('INUAECEPA', 1));
  expect(document).toMatchObject({
    '@context': { '@vocab': 'https://vocabulary.uncefact.org/' },
    type: 'CertificateOfOrigin',
    isPreferential: true,
    issueDateTime: '2026-11-22T00:00:00+05:30',
    supplyChainConsignment: {
      exportCountry: { code: 'IN' },
      importCountry: { code: 'AE' },
      mainCarriageTransportMovement: { modeCode: '1' },
      includedConsignmentItems: [
        {
          crossBorderRegulatoryProcedure: { originCriteriaText: 'PSR' },
          manufacturer: { name: 'Vindhya Polymers LLP' },
          tradeLineItems: [
            { tradeProduct: { harmonisedTariffCode: { classCode: '293369' } }, sequenceNumber: 1 },
          ],
        },
      ],
    },
  });
});
