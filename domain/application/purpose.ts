import type { Sureness } from '../agreement/scheme.ts';

/** What a case is for: a certificate, one in lieu of an issued one, or a true copy of a lost one. */
export const casePurposes = ['original', 'in-lieu', 'true-copy'] as const;
export type CasePurpose = (typeof casePurposes)[number];
/** What is asked against an issued certificate, its parent. */
export type RequestPurpose = Exclude<CasePurpose, 'original'>;

/** Why an issued certificate is to be replaced or copied: reasons of a list, and the story. */
export type Grounds = { reasons: string[]; explanation: string };

type Ground = {
  purpose: RequestPurpose;
  words: { en: string; hi: string };
  source: string;
  sure: Sureness;
};

const correction =
  'Handbook of Procedures 2023, 2.93(d): an issued certificate is corrected by another';
const lost = 'Operational procedures of the agreements: theft, loss or destruction';

/** Every ground that a request may give, by its code. No notice publishes a list: this is ours. */
export const grounds = {
  'clerical-error': {
    purpose: 'in-lieu',
    words: { en: 'A clerical error in the certificate', hi: 'प्रमाणपत्र में लिपिकीय त्रुटि' },
    source: correction,
    sure: 'inferred',
  },
  'change-of-consignee': {
    purpose: 'in-lieu',
    words: { en: 'Another consignee, or another address', hi: 'परेषिती या उसका पता बदला' },
    source: correction,
    sure: 'inferred',
  },
  'change-of-transport': {
    purpose: 'in-lieu',
    words: { en: 'Another vessel, route, port or date', hi: 'जहाज़, मार्ग, बंदरगाह या तिथि बदली' },
    source: correction,
    sure: 'inferred',
  },
  'change-of-invoice': {
    purpose: 'in-lieu',
    words: { en: 'Another invoice, quantity or value', hi: 'बीजक, मात्रा या मूल्य बदला' },
    source: correction,
    sure: 'inferred',
  },
  'wrong-tariff-code': {
    purpose: 'in-lieu',
    words: {
      en: 'A tariff code that customs does not accept',
      hi: 'शुल्क कोड सीमा शुल्क को स्वीकार्य नहीं',
    },
    source: correction,
    sure: 'inferred',
  },
  'wrong-criterion': {
    purpose: 'in-lieu',
    words: {
      en: 'Another origin criterion, or another cost sheet',
      hi: 'मूल मानदंड या लागत पत्रक बदला',
    },
    source: correction,
    sure: 'inferred',
  },
  'other-correction': {
    purpose: 'in-lieu',
    words: { en: 'Something else that has to be corrected', hi: 'कोई और सुधार' },
    source: correction,
    sure: 'inferred',
  },
  lost: {
    purpose: 'true-copy',
    words: { en: 'The original is lost', hi: 'मूल प्रति खो गई' },
    source: lost,
    sure: 'known',
  },
  stolen: {
    purpose: 'true-copy',
    words: { en: 'The original was stolen', hi: 'मूल प्रति चोरी हो गई' },
    source: lost,
    sure: 'known',
  },
  destroyed: {
    purpose: 'true-copy',
    words: { en: 'The original is destroyed or unreadable', hi: 'मूल प्रति नष्ट या अपठनीय' },
    source: lost,
    sure: 'known',
  },
} as const satisfies Record<string, Ground>;
export type GroundCode = keyof typeof grounds;

/** The codes that a request for this purpose may give. */
export const groundsFor = (purpose: RequestPurpose): GroundCode[] =>
  (Object.keys(grounds) as GroundCode[]).filter((code) => grounds[code].purpose === purpose);
