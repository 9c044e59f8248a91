import { addDays } from '../calendar/plain-date.ts';
import { type SampleName, sampleToday } from './sample-application.ts';

/** A sample with something changed, the code that it is then refused with, and where that points. */
export type RefusedChange = [
  code: string,
  sample: SampleName,
  changes: Record<string, unknown>,
  pointer: string,
];

const sheet = '/items/0/origin/costSheet';
const fromChina = { foreign: { country: 'CN' } };
const original = {
  country: 'CN',
  documentType: 'CoO',
  number: '1',
  date: addDays(sampleToday, -9),
  issuer: 'X',
};

/** One of each way in which origin is refused that an agreement of a sample can refuse. */
export const refusedOrigins: RefusedChange[] = [
  [
    'wholly-obtained-contradicted',
    'chillies',
    { '/items/0/hsExport': '84137010', '/items/0/hsImport': '841370' },
    '/items/0/origin',
  ],
  ['value-content-too-low', 'refusedResin', {}, sheet],
  [
    'tariff-shift-missing',
    'resin',
    { [`${sheet}/materials/1/origin`]: 'CN' },
    `${sheet}/materials/1/hs`,
  ],
  [
    'indian-processing-missing',
    'resin',
    { '/scheme': 'NONPREF', [`${sheet}/materials/1/origin`]: 'CN' },
    `${sheet}/materials/1/hs`,
  ],
  [
    'product-rule-not-loaded',
    'resin',
    { '/scheme': 'EFTATEPA-AGENCY', '/consignee/country': 'CH' },
    '/items/0/hsImport',
  ],
  ['agency-not-of-scheme', 'resin', { '/scheme': 'GSTP', '/agency': 'FIEO' }, '/agency'],
  [
    'minimal-operations-only',
    'resin',
    { '/items/0/operations': ['packing', 'labelling'] },
    '/items/0/operations',
  ],
  [
    'set-not-originating',
    'resin',
    { [`${sheet}/materials/2/role`]: 'set-article' },
    `${sheet}/materials/2/origin`,
  ],
  ['ex-works-above-fob', 'resin', { [`${sheet}/exWorks`]: '100000.01' }, `${sheet}/exWorks`],
  [
    'date-invalid',
    'resin',
    { [`${sheet}/materials/0/evidence`]: { number: '1', date: '2026-02-30', issuer: 'X' } },
    `${sheet}/materials/0/evidence/date`,
  ],
  ['origin-claim-not-of-scheme', 'chillies', { '/items/0/origin': fromChina }, '/items/0/origin'],
  [
    'origin-claim-not-of-scheme',
    'chillies',
    { '/scheme': 'NONPREF-B2B', '/backToBack': original },
    '/items/0/origin',
  ],
  [
    'back-to-back-document-needed',
    'chillies',
    { '/scheme': 'NONPREF-B2B', '/items/0/origin': fromChina },
    '/backToBack',
  ],
  [
    'foreign-origin-mismatch',
    'chillies',
    {
      '/scheme': 'NONPREF-B2B',
      '/items/0/origin': fromChina,
      '/backToBack': { ...original, country: 'VN' },
    },
    '/items/0/origin/foreign/country',
  ],
  [
    'foreign-origin-mismatch',
    'chillies',
    {
      '/scheme': 'NONPREF-B2B',
      '/items/0/origin': fromChina,
      '/backToBack': { ...original, country: 'IN' },
    },
    '/backToBack/country',
  ],
];
