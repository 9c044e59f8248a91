import { describe, expect, test } from 'vitest';
import { aifta } from '../agreement/schemes/aifta.ts';
import { schemeByCode } from '../agreement/schemes.ts';
import type { CertificateContent } from '../certificate/certificate.ts';
import { type CertificateSources, certificateContent } from '../certificate/content.ts';
import {
  changedSample,
  sampleApplication,
  sampleExporter,
  sampleToday,
} from '../testing/sample-application.ts';
import type { CooApplication, ResolvedApplication } from './application.ts';
import { examineApplication } from './examine.ts';
import { changesOf, examineCase, type ParentIssuedHere, type ParentTakenOver } from './request.ts';

const holidays: string[] = [];
const asked = (application: CooApplication, today = sampleToday) => ({
  application,
  exporter: sampleExporter,
  scheme: schemeByCode(application.scheme),
  today,
  holidays,
});

function contentOf(
  application: ResolvedApplication,
  more: Partial<CertificateSources> = {},
): CertificateContent {
  const { origin } = examineApplication(asked(application));
  return certificateContent({
    applicationId: '01990000-0000-7000-8000-000000000001',
    application,
    exporter: sampleExporter,
    scheme: aifta,
    origin,
    agency: { code: 'EIC', name: 'Export Inspection Council' },
    office: { code: 'MUMBAI', name: 'EIA Mumbai', place: 'Mumbai', address: ['Aman Chambers'] },
    officer: { name: 'A. Kulkarni', designation: 'Deputy Director' },
    number: 'EIC-MUMBAI-2026-0000017-H',
    issuedOn: sampleToday,
    appliedOn: sampleToday,
    holidays,
    ...more,
  });
}

/** A certificate of the sample, issued on its day. */
function parentOf(more: Partial<ParentIssuedHere> = {}): ParentIssuedHere {
  const application = sampleApplication('resin');
  const content = contentOf(application);
  const { number, issuedOn, validUntil } = content;
  return {
    ...{ number, issuedOn, validUntil, content, application, scheme: aifta, schemeVersion: 1 },
    ...{ status: 'in-force', successor: null, cancelledAt: null },
    ...more,
  };
}

const other = changedSample('resin', { '/consignee/name': 'Another Firm Co Ltd' });

const found = (
  application: CooApplication,
  purpose: 'in-lieu' | 'true-copy',
  parent = parentOf(),
  today = sampleToday,
) =>
  examineCase(asked(application, today), { purpose, parent }).refusals.map(
    ({ code, pointer }) => [code, pointer] as const,
  );

describe('R2 a request for a certificate in lieu', () => {
  test('is marked against what its parent was issued on', () => {
    expect(changesOf(parentOf(), other)).toEqual([
      {
        pointer: '/consignee/name',
        before: sampleApplication('resin').consignee.name,
        after: 'Another Firm Co Ltd',
      },
    ]);
    expect(found(other, 'in-lieu')).toEqual([]);
  });

  test('is refused when it changes nothing, or agency or scheme', () => {
    expect(found(sampleApplication('resin'), 'in-lieu')).toEqual([['nothing-changed', null]]);
    const moved = changedSample('resin', { '/agency': 'IMC' });
    expect(found(moved, 'in-lieu')).toEqual([['parent-fixes-this', '/agency']]);
    const renamed = changedSample('resin', { '/scheme': 'NONPREF' });
    expect(found(renamed, 'in-lieu')[0]).toEqual(['parent-fixes-this', '/scheme']);
  });

  test('is examined by every rule of its scheme', () => {
    const abroad = changedSample('resin', { '/consignee/country': 'DE' });
    expect(found(abroad, 'in-lieu')).toEqual([['partner-country-mismatch', '/consignee/country']]);
  });

  test.each([
    ['superseded', { status: 'superseded', successor: 'EIC-MUMBAI-2026-0000018-F' }, /0000018-F/],
    ['cancelled', { status: 'cancelled', cancelledAt: '2026-11-17T20:00:00Z' }, /2026-11-18/],
    ['expired', { validUntil: '2026-11-17' }, /2026-11-17/],
  ] as const)('is refused against one that is %s, and told why', (_, standing, words) => {
    const { refusals } = examineCase(asked(other), {
      purpose: 'in-lieu',
      parent: parentOf(standing),
    });
    expect(refusals.map(({ code }) => code)).toEqual(['parent-not-in-force']);
    expect(refusals[0]?.message).toMatch(words);
  });

  test('asks on its last day still, and not the day after', () => {
    const parent = parentOf();
    const last = parent.validUntil ?? '';
    expect(found(other, 'in-lieu', parent, last)).toEqual([]);
    const after = found(other, 'in-lieu', parentOf({ validUntil: sampleToday }), '2026-11-19');
    expect(after).toEqual([['parent-not-in-force', null]]);
  });

  test('months later is no late certificate: the day of the first counts', () => {
    const months = '2027-04-01';
    expect(found(other, 'in-lieu', parentOf(), months)).toEqual([]);
    const original = examineApplication(asked(other, months)).refusals.map(({ code }) => code);
    expect(original).toEqual(['retrospective-reason-needed']);
  });
});

describe('the certificate in lieu', () => {
  const child = (issuedOn: string, parent = parentOf()) =>
    contentOf(other, { number: 'EIC-MUMBAI-2027-0000003-Q', issuedOn, parent });

  test('names the one before it, its day, and never outlives it', () => {
    const content = child('2027-04-01');
    expect(content.inLieuOf).toEqual({
      number: 'EIC-MUMBAI-2026-0000017-H',
      issuedOn: sampleToday,
      firstIssuedOn: sampleToday,
    });
    expect([content.validUntil, content.endorsements]).toEqual(['2027-11-18', []]);
    const shorter = parentOf({ validUntil: '2027-01-01' });
    expect(child('2026-12-01', shorter).validUntil).toBe('2027-01-01');
  });

  test('of a certificate in lieu hands on the day of the first', () => {
    const first = child('2027-04-01');
    const second = parentOf({ number: first.number, issuedOn: '2027-04-01', content: first });
    expect(child('2027-06-01', second).inLieuOf).toEqual({
      number: first.number,
      issuedOn: '2027-04-01',
      firstIssuedOn: sampleToday,
    });
  });

  test('of a late one is late as well', () => {
    const late = { '/transport/departureDate': '2026-10-01', '/exportDocument/date': '2026-09-30' };
    const dates = { ...late, '/invoices/0/date': '2026-09-29' };
    const reason = { '/retrospective': { reason: 'The bill of lading came late' } };
    const application = changedSample('resin', { ...dates, ...reason });
    const parent = parentOf({ application, content: contentOf(application) });
    const content = contentOf(application, { issuedOn: '2027-04-01', parent });
    expect(content.endorsements).toEqual(['ISSUED RETROACTIVELY']);
    expect(content.retrospective).toEqual(reason['/retrospective']);
  });

  test('of one without an end has none', () => {
    const application = changedSample('chillies', { '/consignee/name': 'Another' });
    const { scheme, origin } = examineApplication(asked(application));
    if (!scheme) throw new Error('the sample has no scheme');
    const parent = parentOf({ validUntil: null });
    expect(contentOf(application, { scheme, origin, parent }).validUntil).toBeNull();
  });
});

describe('a request for a true copy', () => {
  const same = sampleApplication('resin');

  test('is for the very words of the original, and not examined anew', () => {
    expect(found(same, 'true-copy', parentOf(), '2027-04-01')).toEqual([]);
    expect(found(other, 'true-copy')).toEqual([['true-copy-changes', '/consignee/name']]);
  });

  test('comes within a year of the original, the last day included', () => {
    const parent = parentOf({ validUntil: null });
    expect(found(same, 'true-copy', parent, '2027-11-18')).toEqual([]);
    expect(found(same, 'true-copy', parent, '2027-11-19')).toEqual([['true-copy-too-late', null]]);
  });

  test('is refused against one that is not in force', () => {
    const cancelled = parentOf({ status: 'cancelled', cancelledAt: '2026-11-18T01:00:00Z' });
    expect(found(same, 'true-copy', cancelled)).toEqual([['parent-not-in-force', null]]);
  });
});

describe('R61 a request against a certificate that came over', () => {
  const came: ParentTakenOver = {
    number: 'EIC/2024/013/0127378A/00158794',
    ...{ issuedOn: '2026-10-01', firstIssuedOn: '2026-07-01', validUntil: '2027-10-01' },
    ...{ status: 'in-force', successor: null, cancelledAt: null, isTakenOver: true },
    content: null,
    application: {
      ...{ scheme: 'AIFTA', agency: 'EIC' },
      consignee: { name: 'Sunrise Trading VN', country: 'VN' },
      invoices: [{ number: 'INV/1', date: '2026-09-30' }],
      items: [],
    },
  };
  const foundAgainst = (parent: ParentTakenOver, purpose: 'in-lieu' | 'true-copy', own = other) =>
    examineCase(asked(own), { purpose, parent }).refusals.map(({ code }) => code);

  test('is marked against what came over, and against nothing else', () => {
    const pointers = changesOf(came, other).map(({ pointer }) => pointer);
    expect(pointers).toEqual([
      ...['/consignee/name', '/consignee/country', '/invoices/0/number', '/invoices/0/date'],
      '/items/0',
    ]);
    const same = { ...came, application: { ...other, items: other.items } };
    expect(changesOf(same, other)).toEqual([]);
    // What is to be corrected may be what did not come over.
    expect(foundAgainst(same, 'in-lieu')).toEqual([]);
  });

  test('keeps agency and scheme', () => {
    const moved = changedSample('resin', { '/agency': 'IMC' });
    expect(foundAgainst(came, 'in-lieu', moved)).toEqual(['parent-fixes-this']);
  });

  test('is refused where that one was cancelled, on a day that nobody knows', () => {
    const gone = { ...came, status: 'cancelled' as const };
    expect(foundAgainst(gone, 'in-lieu')).toEqual(['parent-not-in-force']);
  });

  test('is for no true copy: what was signed is not here', () => {
    expect(foundAgainst(came, 'true-copy')).toEqual(['true-copy-of-legacy']);
  });

  test('gives one that names it, hands on the day of the first, and never outlives it', () => {
    const content = contentOf(other, { issuedOn: '2026-12-01', parent: came });
    const { number, issuedOn, firstIssuedOn } = came;
    expect(content.inLieuOf).toEqual({ number, issuedOn, firstIssuedOn });
    expect(content.validUntil).toBe('2027-10-01');
  });
});

test('a case that is made against a certificate is never examined without it', () => {
  expect(() => examineCase(asked(other), { purpose: 'in-lieu', parent: null })).toThrow(RangeError);
});
