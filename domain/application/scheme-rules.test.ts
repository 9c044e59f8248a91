import { describe, expect, test } from 'vitest';
import { changedSample, sampleApplication, sampleToday } from '../testing/sample-application.ts';
import { examineApplication } from './examine.ts';

const examine = (
  application: Parameters<typeof examineApplication>[0]['application'],
  today = sampleToday,
) => examineApplication({ application, exporter: null, today, holidays: [] });

describe('R38 the day and the partner decide whether an agreement has effect', () => {
  test.each([
    ['INUKCETA', 'GB', '2026-07-14', '2026-07-15'],
    ['INOMCEPA', 'OM', '2026-05-31', '2026-06-01'],
    ['EFTATEPA-AGENCY', 'NO', '2025-09-30', '2025-10-01'],
    ['AIFTA', 'TH', '2009-12-31', '2010-01-01'],
    ['AIFTA', 'KH', '2011-07-31', '2011-08-01'],
  ])('%s for %s: not on %s, but on %s', (scheme, country, before, from) => {
    const application = changedSample('resin', {
      '/scheme': scheme,
      '/consignee/country': country,
    });
    const refused = (today: string) =>
      examine(application, today).refusals.filter(({ code }) => code === 'scheme-not-in-force');
    expect(refused(before).map(({ pointer }) => pointer)).toEqual(['/scheme']);
    expect(refused(before)[0]?.message).toContain(from);
    expect(refused(from)).toEqual([]);
  });
});

describe('back-to-back certificates for goods of other countries', () => {
  const supported = {
    '/scheme': 'NONPREF-B2B',
    '/items/0/origin': { foreign: { country: 'VN' } },
    '/backToBack': {
      country: 'VN',
      documentType: 'Certificate of Origin',
      number: 'VN/1',
      date: sampleToday,
      issuer: 'VCCI',
    },
  };

  test('name the country of origin as their criterion', () => {
    const { refusals, origin } = examine(changedSample('chillies', supported));
    expect([refusals, origin.map(({ criterion }) => criterion)]).toEqual([[], ['VIET NAM']]);
  });

  test('may be for goods that were made abroad and never touch India', () => {
    const merchanted = {
      ...supported,
      '/transport/portOfLoading': 'VNSGN',
      '/producer': { name: 'Maker', address: ['1'], country: 'VN' },
    };
    expect(examine(changedSample('chillies', merchanted)).refusals).toEqual([]);
    const others = { '/transport/portOfLoading': 'VNSGN', '/producer': merchanted['/producer'] };
    const codes = examine(changedSample('chillies', others)).refusals.map(({ code }) => code);
    expect(codes).toEqual(['producer-not-in-india', 'loading-port-not-in-india']);
  });

  test('no other scheme takes a supporting document', () => {
    const application = changedSample('chillies', { '/backToBack': supported['/backToBack'] });
    expect(examine(application).refusals.map(({ code }) => code)).toEqual([
      'back-to-back-not-offered',
    ]);
    expect(examine(sampleApplication('chillies')).refusals).toEqual([]);
  });
});
