import type { Database } from '../../db/database.ts';
import { findCertificate } from '../../db/queries/certificate/verification.ts';
import {
  formatCertificateNumber,
  parseCertificateNumber,
} from '../../domain/certificate/numbering.ts';
import { todayInIndia } from '../case-answer.ts';
import { recogniseIssuers } from './recognised-issuer.ts';
import { judge, type Verification } from './verdict.ts';

export type NumberAnswer =
  | { outcome: 'found'; verification: Verification }
  | { outcome: 'unknown' | 'mistyped' | 'legacy' };

/** As the portal before eCoO 2.0 numbered: `EIC/2023/013/0127378A/00158794`. */
const legacyForm = /^[A-Z0-9]{2,10}\/\d{4}\/\d{3}\/\d{7}[A-Z]\/\d{8}$/;

/** Verification by number, as a person or a machine gives it. */
export function verifyNumbers(database: Database, trustAnchors: string) {
  const isRecognised = recogniseIssuers(database, trustAnchors);
  return async (text: string): Promise<NumberAnswer> => {
    const parsed = parseCertificateNumber(text);
    if (!parsed) {
      const isLegacy = legacyForm.test(text.replaceAll(/\s/g, '').toUpperCase());
      return { outcome: isLegacy ? 'legacy' : 'mistyped' };
    }
    const row = await findCertificate(database, formatCertificateNumber(parsed));
    if (!row) return { outcome: 'unknown' };
    return { outcome: 'found', verification: judge(row, await isRecognised(row), todayInIndia()) };
  };
}

export type VerifyNumber = ReturnType<typeof verifyNumbers>;
