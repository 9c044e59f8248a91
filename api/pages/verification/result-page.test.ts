import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CertificateRow } from '../../../db/queries/certificate/verification.ts';
import { canonicalJson } from '../../../domain/certificate/canonical.ts';
import type { CertificateContent } from '../../../domain/certificate/certificate.ts';
import { exampleContent } from '../../../test/records/case-in-stage.ts';
import { judge } from '../../verification/verdict.ts';
import { resultPage } from './result-page.ts';

function cancelled(scheme: string): CertificateRow {
  const number = 'EIC-MUMBAI-2026-0000017-H';
  const content: CertificateContent = { ...exampleContent(number, 'case'), scheme };
  const contentText = canonicalJson(content);
  return {
    ...{ number, content, officeId: 'EIC-MUMBAI', iec: 'AAACS7302F', pdfKey: '0'.repeat(64) },
    contentText,
    contentSha256: createHash('sha256').update(contentText).digest('hex'),
    ...{ officerId: 'officer', officerCertificateSha256: 'none', signedBy: 'CN=Test CA' },
    ...{ issuedAt: new Date(), signedAt: new Date(), validUntil: null, copiedOn: null },
    ...{ status: 'cancelled', cancelledAt: new Date(), cancellationCode: 'other-reason' },
    ...{ replaces: null, successor: null },
  };
}

const pagesOf = (scheme: string, holds = true) => {
  const verdict = judge(cancelled(scheme), holds, '2026-11-22');
  return [resultPage(verdict, 'en'), resultPage(verdict, 'hi')] as const;
};

test('R70 who can say why a certificate was cancelled is its office', () => {
  const [english, hindi] = pagesOf('AIFTA');
  expect(english).toContain('It was for another reason. Ask the office that issued it.');
  expect(english).toMatch(/Whom to ask<\/b>: Agency EIC, EIC Mumbai, 1 Harbour Road/);
  expect(hindi).toContain('कारण कोई और था। इसे जारी करने वाले कार्यालय से पूछें।');
});

test('R70 of one that its exporter declared it is the exporter, and no word is of an office or an officer', () => {
  for (const holds of [true, false]) {
    const [english, hindi] = pagesOf('EFTATEPA-SELF', holds);
    expect(english).toContain('It was for another reason. Ask the exporter who declared it.');
    expect(english).toMatch(/Whom to ask<\/b>: Sahyadri Chemicals, Plot 14/);
    expect(english).not.toMatch(/that issued it|the officer|officer's/i);
    expect(hindi).toContain('कारण कोई और था। इसकी घोषणा करने वाले निर्यातक से पूछें।');
    expect(hindi).not.toMatch(/जारी करने वाल|अधिकारी/);
  }
});
