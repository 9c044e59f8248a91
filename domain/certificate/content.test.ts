import { describe, expect, test } from 'vitest';
import { aifta } from '../agreement/schemes/aifta.ts';
import { nonPreferential } from '../agreement/schemes/non-preferential.ts';
import { examineApplication } from '../application/examine.ts';
import {
  changedSample,
  sampleApplication,
  sampleExporter,
  sampleToday,
} from '../testing/sample-application.ts';
import { canonicalJson } from './canonical.ts';
import { type CertificateSources, certificateContent } from './content.ts';
import { validUntil } from './validity.ts';

function sources(application = sampleApplication('resin')): CertificateSources {
  const asked = { application, exporter: sampleExporter, today: sampleToday, holidays: [] };
  const { scheme, origin } = examineApplication(asked);
  if (scheme === null) throw new Error('The sample has no scheme that is offered');
  return {
    applicationId: '01990000-0000-7000-8000-000000000001',
    application,
    exporter: sampleExporter,
    scheme,
    origin,
    agency: { code: 'EIC', name: 'Export Inspection Council' },
    office: { code: 'MUMBAI', name: 'EIA Mumbai', place: 'Mumbai', address: ['Aman Chambers'] },
    officer: { name: 'A. Kulkarni', designation: 'Deputy Director' },
    number: 'EIC-MUMBAI-2026-0000017-H',
    issuedOn: sampleToday,
    appliedOn: sampleToday,
    holidays: [],
  };
}

describe('the content of a certificate', () => {
  test('says what was applied for and what was determined, once', () => {
    const content = certificateContent(sources());
    expect(content).toMatchObject({
      version: 1,
      scheme: 'AIFTA',
      formName: 'Form AI',
      issuedOn: '2026-11-18',
      validUntil: '2027-11-18',
      endorsements: [],
      producer: null,
      retrospective: null,
    });
    expect(content.items).toEqual([
      {
        number: 1,
        marks: 'SCPL/BKK/1-20',
        packages: { count: 20, kind: 'PALLET' },
        description: 'Melamine resin intermediate, triazine type',
        hs: '293369',
        hsExport: '29336990',
        quantity: { value: '10000', unit: 'KGS' },
        grossWeightKg: '10640.000',
        invoice: 'INV/2026/0417',
        fob: { amount: '100000.00', currency: 'USD' },
        criterion: 'RVC [79.73] %+CTSH',
      },
    ]);
  });

  test('never gives the cost sheet away', () => {
    expect(canonicalJson(certificateContent(sources()))).not.toMatch(/costSheet|profit|31480/);
  });

  test('says nothing of what was done to make the goods, and from which partners materials came', () => {
    const application = changedSample('resin', {
      '/items/0/operations': ['manufacture'],
      '/items/0/origin/costSheet/materials/0/origin': 'VN',
      '/items/0/origin/costSheet/materials/1/origin': 'VN',
    });
    const content = certificateContent(sources(application));
    expect(canonicalJson(content)).not.toContain('operations');
    expect(content.items[0]?.cumulation).toEqual(['VN']);
    expect(certificateContent(sources()).items[0]).not.toHaveProperty('cumulation');
  });

  test('prints six digits of a longer import code, and a producer of its own', () => {
    const producer = { name: 'Maker', address: ['1 Road'], country: 'IN' };
    const application = changedSample('resin', {
      '/items/0/hsImport': '2933690000',
      '/producer': producer,
    });
    const content = certificateContent(sources(application));
    expect([content.items[0]?.hs, content.producer]).toEqual(['293369', producer]);
  });

  test('is marked by the day of issue: goods became late while they were examined', () => {
    const application = changedSample('resin', { '/transport/departureDate': sampleToday });
    const late = certificateContent({ ...sources(application), issuedOn: '2026-11-24' });
    expect(late.endorsements).toEqual(['ISSUED RETROACTIVELY']);
    expect(late.retrospective?.reason).toContain('Applied for in time, on 2026-11-18');
    expect(certificateContent(sources(application)).endorsements).toEqual([]);
  });

  test('non-preferential has no end and the criterion INDIAN', () => {
    const content = certificateContent(sources(sampleApplication('chillies')));
    expect(content).toMatchObject({ validUntil: null, items: [{ criterion: 'INDIAN' }] });
    expect(content.formName).toContain('Non-Preferential');
  });

  test('is not made for goods that do not qualify', () => {
    const application = sampleApplication('refusedResin');
    expect(() => certificateContent(sources(application))).toThrow(/Item 1 has no origin/);
    expect(() => certificateContent({ ...sources(), origin: [] })).toThrow(RangeError);
  });

  test('is not made under another scheme, nor after the last day', () => {
    expect(() => certificateContent({ ...sources(), scheme: nonPreferential })).toThrow(RangeError);
    expect(() => certificateContent({ ...sources(), issuedOn: '2027-11-22' })).toThrow(/Too late/);
  });
});

test.each([
  ['2026-11-18', '2027-11-18'],
  ['2024-02-29', '2025-02-28'],
  ['2027-03-01', '2028-03-01'],
])('an AIFTA certificate of %s is valid until %s', (issuedOn, end) => {
  expect(validUntil(aifta, issuedOn)).toBe(end);
});
