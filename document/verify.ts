import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CertificateContent } from '../domain/certificate/certificate.ts';
import { qrClaims } from './qr/claims.ts';
import { verifyQr } from './qr/qr-text.ts';
import { subjectName } from './signature/certificate.ts';
import { maySign } from './signature/certificate-path.ts';
import { pathFindings } from './signature/check-signature.ts';
import type { Finding } from './signature/finding.ts';
import { findHole, type Hole, signedParts } from './signature/placeholder.ts';
import {
  type EmbeddedSignature,
  isCanonical,
  readSignature,
  strayCertificate,
} from './signature/read-signature.ts';
import { checkRevocation } from './signature/revocation.ts';
import { digestHolds, type SignedData, signatureHolds } from './signature/signed-data.ts';
import { checkTimeStampToken, TimeStampRefused } from './signature/time-stamp.ts';
import { type Carried, readCarried } from './twin.ts';

/** In the order in which they are asked; a check that fails early leaves later ones unasked. */
const certificateChecks = [
  'coverage',
  'digest',
  'signature',
  'time-stamp',
  'chain',
  'validity',
  'revocation',
  'twin',
  'qr',
] as const;
export type CertificateCheck = (typeof certificateChecks)[number];

export type Trust = {
  trustAnchors: Uint8Array[];
  crls: Uint8Array[];
  /** X.509 certificates, DER, of the keys that sign QR codes. */
  qrCertificates: Uint8Array[];
  /** ISO 8601 instant of the checking. */
  at: string;
};

export type CertificateReport = {
  genuine: boolean;
  findings: Finding<CertificateCheck>[];
  /** Only of a genuine document. */
  content: CertificateContent | null;
  /** ISO 8601 instant of the time stamp. */
  signedAt: string | null;
  signer: string | null;
};

/** The verifier's clock may be this much behind the authority's. */
const clockDifferenceMs = 5 * 60_000;

/** A check that did not hold, and why. */
class NotGenuine extends Error {
  override name = 'NotGenuine';
}

/**
 * Checks a certificate's file alone, without network; never throws on bad bytes. One signature has
 * to cover every byte, lead to a trust anchor, have been in force at the time of its time stamp, and
 * be by the officer whom the signed QR code names. Says that the certificate was issued so, not that
 * it was not cancelled since.
 */
export function verifyCertificatePdf(pdf: Uint8Array, trust: Trust): CertificateReport {
  const findings: Finding<CertificateCheck>[] = [];
  const check = <Value>(name: CertificateCheck, detail: string, test: () => Value): Value => {
    try {
      const value = test();
      findings.push({ check: name, holds: true, detail });
      return value;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      findings.push({ check: name, holds: false, detail: reason });
      throw new NotGenuine(reason);
    }
  };
  let signer: string | null = null;
  let signedAt: string | null = null;
  let carried: Carried | null = null;
  try {
    const [hole, embedded] = check('coverage', 'one signature covers the whole file', () =>
      readCoverage(pdf),
    );
    const { data } = embedded;
    check('digest', 'no byte was changed since it was signed', () =>
      must(digestHolds(data, signedParts(pdf, hole)), 'the file was changed after it was signed'),
    );
    signer = check('signature', "the signature is by the signer's key", () => {
      must(signatureHolds(data) && maySign(data.signer), 'the signature does not hold');
      must(isCanonical(embedded), 'bytes were changed that the signature does not cover');
      return subjectName(data.signer);
    });
    const time = check('time-stamp', 'the time stamp holds', () => readTime(data, trust));
    signedAt = time;
    findings.push(...signerFindings(data, trust, time));
    must(
      findings.every(({ holds }) => holds),
      'the signer is not trusted',
    );
    carried = check('twin', 'the attached content can be read', () => readCarried(pdf));
    const { content, qrText } = carried;
    check('qr', 'the QR code is signed by the service and says the same', () =>
      checkCode(content, qrText, data.signer, trust),
    );
  } catch (error) {
    if (!(error instanceof NotGenuine)) throw error;
  }
  for (const name of certificateChecks.slice(findings.length)) {
    findings.push({
      check: name,
      holds: false,
      detail: 'not checked, because of what failed before',
    });
  }
  const genuine = findings.every(({ holds }) => holds);
  return {
    genuine,
    findings,
    content: genuine ? (carried?.content ?? null) : null,
    signedAt,
    signer,
  };
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new NotGenuine(otherwise);
}

function readCoverage(pdf: Uint8Array): [Hole, EmbeddedSignature] {
  const hole = findHole(pdf);
  if (!hole) throw new NotGenuine('no single signature covers the whole file');
  return [hole, readSignature(pdf, hole)];
}

function readTime({ signature, timeStampToken }: SignedData, trust: Trust): string {
  if (!timeStampToken) throw new TimeStampRefused('there is no time stamp');
  const digest = createHash('sha256').update(signature).digest();
  const { time, path } = checkTimeStampToken(timeStampToken, digest, trust.trustAnchors);
  const latest = Date.parse(trust.at) + clockDifferenceMs;
  must(Date.parse(time) <= latest, `the time stamp is from the future, ${time}`);
  const { holds, detail } = checkRevocation(path, trust.crls, time);
  must(holds, `time-stamp authority: ${detail}`);
  return time;
}

function signerFindings(data: SignedData, { trustAnchors, crls }: Trust, time: string) {
  const intermediates = data.certificates;
  return pathFindings(data.signer, intermediates, trustAnchors, crls, time, (path) =>
    must(!strayCertificate(data, path), 'a certificate is attached that does not belong here'),
  );
}

function checkCode(
  content: CertificateContent,
  qrText: string | null,
  signer: Uint8Array,
  { qrCertificates, trustAnchors }: Trust,
): void {
  if (qrText === null) throw new NotGenuine('there is no QR code');
  const report = verifyQr(qrText, { certificates: qrCertificates, trustAnchors });
  if (!report.genuine) throw new NotGenuine(report.reason);
  const expected = qrClaims(content, signer);
  must(report.claims.signer === expected.signer, 'the service expected another signer');
  must(isDeepStrictEqual(report.claims, expected), 'the QR code and the content differ');
}
