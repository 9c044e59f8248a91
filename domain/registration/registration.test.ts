import { describe, expect, test } from 'vitest';
import { panOfAeo } from '../identifier/aeo.ts';
import { gstinCheckCharacter } from '../identifier/gstin.ts';
import { indianMobile } from '../identifier/mobile.ts';
import { duesOfApplicant, duesOfDecider } from './deadlines.ts';
import { objectionToDetails } from './exporter-details.ts';
import { maskedEmail, maskedMobile } from './masked.ts';
import { privacyDeclaration } from './privacy-declaration.ts';
import { isDecidedOn, missingProofs } from './proofs.ts';
import { registrationKinds } from './registration.ts';
import { registrationNumber, seriesOf } from './registration-number.ts';

const nothing = {
  certificate: null,
  consent: null,
  details: null,
  letterKey: null,
  emailVerifiedAt: null,
  mobileVerifiedAt: null,
};

describe('what a registration asks for', () => {
  test.each([
    ['exporter', ['certificate', 'consent', 'details', 'email', 'mobile']],
    ['exporter-user', ['consent', 'email', 'mobile']],
    ['customs-agent', ['consent', 'email', 'mobile']],
    ['agency-administrator', ['consent', 'letter', 'email', 'mobile']],
    ['officer', ['consent', 'email', 'mobile']],
    ['staff', ['consent', 'email', 'mobile']],
  ] as const)('R15 R16 R17 R19 R40 of %s: %j', (kind, asked) => {
    expect(missingProofs({ kind, ...nothing })).toEqual(asked);
    const all = { ...nothing, certificate: 1, consent: 1, details: 1, letterKey: 1 };
    expect(missingProofs({ kind, ...all, emailVerifiedAt: 1, mobileVerifiedAt: 1 })).toEqual([]);
  });

  test('R40 R46 administrators, officers and operations are decided on, nobody else', () => {
    const decided = registrationKinds.filter((kind) => isDecidedOn(kind, 'helpdesk'));
    expect(decided).toEqual(['agency-administrator', 'officer']);
    expect(isDecidedOn('staff', 'dgft-operations')).toBe(true);
  });
});

describe('R17 the details of an exporter', () => {
  const pan = 'AAACS7302F';
  const gstin = (holder: string) => {
    const front = `27${holder}1Z`;
    return front + (gstinCheckCharacter(front) ?? '');
  };
  const none = { gstin: null, sezState: null, aeo: null };
  test.each([
    [{ ...none, gstin: gstin(pan) }, null],
    [{ ...none, sezState: '24' }, null],
    [{ ...none, sezState: '24', aeo: `IN${pan}1F183` }, null],
    [none, 'gstin-or-sez'],
    [{ ...none, gstin: gstin(pan), sezState: '24' }, 'gstin-or-sez'],
    [{ ...none, gstin: `${gstin(pan).slice(0, 14)}?` }, 'gstin-mistyped'],
    [{ ...none, gstin: gstin('AAAFM2618K') }, 'gstin-of-other-pan'],
    [{ ...none, sezState: '00' }, 'state-unknown'],
    [{ ...none, sezState: '24', aeo: 'IN1' }, 'aeo-mistyped'],
    [{ ...none, sezState: '24', aeo: 'INAAAFM2618K1F183' }, 'aeo-of-other-pan'],
  ])('%j: %s', (details, code) => {
    expect(objectionToDetails(details, pan)?.code ?? null).toBe(code);
  });
});

describe('what time does to a registration', () => {
  test('an applicant is reminded after 3 and 10 days, and it lapses after 14', () => {
    expect(duesOfApplicant('2026-02-26T20:15:00.000Z')).toEqual([
      { at: '2026-03-01T20:15:00.000Z', act: 'remind' },
      { at: '2026-03-08T20:15:00.000Z', act: 'remind' },
      { at: '2026-03-12T20:15:00.000Z', act: 'lapse' },
    ]);
  });

  test('a decision is due in 5 working days in India, escalated after 10, and lapses after 30 days', () => {
    // 20:15 UTC on Thursday is Friday in India; the 2nd is a holiday.
    expect(duesOfDecider('2026-02-26T20:15:00.000Z', ['2026-03-02'])).toEqual([
      { at: '2026-03-09T12:30:00.000Z', act: 'remind' },
      { at: '2026-03-16T12:30:00.000Z', act: 'escalate' },
      { at: '2026-03-28T20:15:00.000Z', act: 'lapse' },
    ]);
  });

  test('even a month of holidays lets nothing fall due out of order', () => {
    const holidays = Array.from(
      { length: 28 },
      (_, day) => `2026-03-${String(day + 1).padStart(2, '0')}`,
    );
    const dues = duesOfDecider('2026-02-26T20:15:00.000Z', holidays).map(({ at }) => at);
    expect(dues).toEqual(dues.toSorted());
  });
});

test('R18 numbers: the exporters’ side in EIC, agencies in their own series, staff in DGFT', () => {
  expect(registrationNumber(seriesOf('exporter', null), 2026, 1)).toBe('EIC/2026/0001');
  expect(registrationNumber(seriesOf('officer', 'IMC'), 2026, 12_345)).toBe('IMC/2026/12345');
  expect(seriesOf('staff', null)).toBe('DGFT');
  expect(() => seriesOf('officer', null)).toThrow(RangeError);
});

test('R14 contact details are masked beyond use, and known to who has them', () => {
  expect(maskedEmail('exports@sahyadri-chemicals.example')).toBe('ex•••@sa•••.example');
  expect(maskedEmail('nothing')).toBe('');
  expect(maskedMobile('9000000101')).toBe('••••••0101');
});

test.each([
  ['9000000101', '+919000000101'],
  ['+91 90000 00101', '+919000000101'],
  ['0-9000000101', '+919000000101'],
  ['5000000101', null],
  ['+4915112345678', null],
])('mobile %s is %s', (text, mobile) => expect(indianMobile(text)).toBe(mobile));

test.each([
  ['INAAACS7302F1F183', 'AAACS7302F'],
  ['INAAACS7302F1F18', null],
  ['INAAA1S7302F1F183', null],
  ['XXAAACS7302F1F183', null],
])('AEO %s holds the PAN %s', (text, pan) => expect(panOfAeo(text)).toBe(pan));

test('R16 the declaration says the same number of things in both languages', () => {
  expect(privacyDeclaration.en).toHaveLength(privacyDeclaration.hi.length);
  for (const paragraph of privacyDeclaration.hi) expect(paragraph).toMatch(/[\u0900-\u097f]/);
});
