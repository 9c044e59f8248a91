import { sourced } from '../rule-parts.ts';
import type { Scheme } from '../scheme.ts';
import { nonPreferential } from './non-preferential.ts';

const paragraph = 'Handbook of Procedures 2023, paragraph 2.93(f)';

/**
 * Back-to-Back Certificate of Origin (Non-Preferential): goods of another country that are
 * re-exported, transshipped or sold by merchanting, by a document of the country of origin.
 */
export const backToBack: Scheme = {
  ...nonPreferential,
  code: 'NONPREF-B2B',
  agreement: 'NONPREF-B2B',
  name: 'Back-to-Back Certificate of Origin (Non-Preferential)',
  formName: 'Back-to-Back Certificate of Origin (Non-Preferential)',
  inForce: sourced({ from: '2025-01-27', to: null }, 'Public Notice 43/2024-25', 'found'),
  backToBack: sourced({ inAgreement: true, offered: true }, paragraph, 'found'),
  foreignOrigin: sourced(
    'supporting-document',
    `${paragraph}: country and supporting document are printed`,
    'found',
  ),
  rule: { originatingMaterials: null, routes: [], productSpecific: null },
};
