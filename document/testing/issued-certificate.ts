import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { buildCertificate } from '../build-certificate.ts';
import type { CopyMark } from '../form/form.ts';
import { removeBackground } from '../image.ts';
import { qrClaims } from '../qr/claims.ts';
import { encodeQr } from '../qr/qr-text.ts';
import { scannedSignature, scannedStamp } from './sample-images.ts';
import { signCertificate } from './sign-certificate.ts';
import type { TestTrust } from './test-trust.ts';

export const serviceAddress = 'https://coo.example.gov.in';
export const builtAt = '2026-11-22T07:00:00.000Z';

/** A certificate before it is signed, with stamp, signature image and a signed QR code. */
export async function builtCertificate(
  content: CertificateContent,
  trust: TestTrust,
  copy: CopyMark | null = null,
): Promise<{ pdf: Uint8Array; qrText: string }> {
  const claims = qrClaims(content, trust.officer.certificate);
  const qrText = encodeQr(claims, serviceAddress, trust.qr);
  const stamp = await removeBackground(await scannedStamp());
  const signatureImage = await removeBackground(await scannedSignature());
  const pdf = await buildCertificate({
    content,
    qrText,
    copy,
    stamp,
    signatureImage,
    createdAt: builtAt,
  });
  return { pdf, qrText };
}

/** A certificate, or a true copy of it, as an exporter gets it. */
export async function issuedCertificate(
  content: CertificateContent,
  trust: TestTrust,
  copy: CopyMark | null = null,
): Promise<{ pdf: Uint8Array; qrText: string }> {
  const { pdf, qrText } = await builtCertificate(content, trust, copy);
  return { pdf: await signCertificate(pdf, trust), qrText };
}

/** What a verifier a day later knows of that trust. */
export function verifiersTrust({ trustAnchors, crls, qr, issuing }: TestTrust) {
  return {
    trustAnchors,
    crls,
    qrCertificates: [qr.certificate, issuing.certificate],
    at: '2026-11-23T00:00:00.000Z',
  };
}
