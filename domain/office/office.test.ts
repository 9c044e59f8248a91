import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Counter,
  objectionToOffice,
  objectionToPayment,
  schemesOfOffice,
} from './acceptance.ts';
import { readMerchantEntry } from './merchant-entry.ts';

const office: Counter = {
  active: true,
  schemes: null,
  agencySchemes: null,
  agencyIecs: ['0388012345'],
  selfDeclaration: false,
  gateway: true,
  wallet: true,
};

const asked = (scheme: string, iec = 'AAACS7302F') => ({ scheme, iec });

describe('R41 which office takes an application', () => {
  test('an office at work takes every scheme of its agency when none is named for it', () => {
    expect(objectionToOffice(office, asked('AIFTA'))).toBeNull();
    expect(schemesOfOffice(office)).toEqual(expect.arrayContaining(['AIFTA', 'NONPREF']));
  });

  test('an office may issue under no more than its agency, and at once under less', () => {
    const named = { ...office, schemes: ['AIFTA', 'NONPREF'], agencySchemes: ['NONPREF'] };
    expect(schemesOfOffice(named)).toEqual(['NONPREF']);
    expect(objectionToOffice(named, asked('AIFTA'))?.code).toBe('scheme-not-at-office');
    expect(objectionToOffice(named, asked('NONPREF'))).toBeNull();
  });

  test('a closed office says so, whatever the scheme', () => {
    expect(objectionToOffice({ ...office, active: false }, asked('AIFTA'))?.code).toBe(
      'office-closed',
    );
  });

  test('an agency takes nothing under the IECs that it exports under itself', () => {
    const own = objectionToOffice(office, asked('AIFTA', '0388012345'));
    expect(own).toMatchObject({ code: 'agency-of-applicant' });
    expect(own?.message).toContain('another agency');
    expect(
      objectionToOffice({ ...office, agencyIecs: [] }, asked('AIFTA', '0388012345')),
    ).toBeNull();
  });

  test('R35 what exporters declare themselves is handed in where nothing else is, and nowhere else', () => {
    const own = { ...office, selfDeclaration: true, agencySchemes: [] };
    expect(schemesOfOffice(own)).toEqual(['EFTATEPA-SELF']);
    expect(objectionToOffice(own, asked('EFTATEPA-SELF'))).toBeNull();
    for (const [place, scheme] of [
      [own, 'AIFTA'],
      [own, 'EFTATEPA-AGENCY'],
      [office, 'EFTATEPA-SELF'],
      [{ ...office, schemes: ['EFTATEPA-SELF'] }, 'EFTATEPA-SELF'],
    ] as const) {
      expect(objectionToOffice(place, asked(scheme))?.code).toBe('scheme-not-at-office');
    }
  });

  test('a scheme that does not exist is left to the rules of origin', () => {
    expect(objectionToOffice(office, asked('ATLANTIS'))).toBeNull();
  });

  test('R42 R43 each way to pay is there only where it was set up', () => {
    expect(objectionToPayment(office, 'gateway')).toBeNull();
    expect(objectionToPayment(office, 'wallet')).toBeNull();
    const without = { gateway: false, wallet: false };
    expect(objectionToPayment(without, 'gateway')?.code).toBe('gateway-not-offered');
    expect(objectionToPayment(without, 'wallet')?.code).toBe('wallet-not-offered');
  });
});

describe('R42 what an administrator enters for the gateway', () => {
  test('blanks around it are cut off', () => {
    expect(readMerchantEntry('\u00a0 EICMUM\t\n')).toEqual({ outcome: 'clean', text: 'EICMUM' });
  });

  test.each([
    ['nothing', '', 'merchant-blank'],
    ['blanks alone', ' \t\u3000', 'merchant-blank'],
    ['a blank within', 'EIC MUM', 'merchant-has-blanks'],
    ['a line break within', 'EIC\nMUM', 'merchant-has-blanks'],
    ['a no-break space within', 'EIC\u00a0MUM', 'merchant-has-blanks'],
    ['a control character', 'EIC\u0007MUM', 'merchant-has-stray-characters'],
    ['a zero-width space', 'EIC\u200bMUM', 'merchant-has-stray-characters'],
    ['a right-to-left mark', 'EICMUM\u200f', 'merchant-has-stray-characters'],
    ['a Cyrillic letter', '\u0415ICMUM', 'merchant-has-stray-characters'],
    ['half of a pair', 'EIC\ud800', 'merchant-has-stray-characters'],
    ['the pipe of the messages', 'EIC|MUM', 'merchant-has-stray-characters'],
  ])('%s is refused by its own code', (_what, entry, code) => {
    expect(readMerchantEntry(entry)).toMatchObject({ outcome: 'refused', code });
  });

  test('what passes is visible ASCII without a pipe, and was all there', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (entry) => {
        const read = readMerchantEntry(entry);
        if (read.outcome === 'refused') return;
        expect(read.text).toMatch(/^[!-{}~]+$/);
        expect(entry.trim()).toBe(read.text);
      }),
    );
  });
});
