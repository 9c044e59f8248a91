import { proveCertificate } from '../../credential/certificate-proof.ts';
import { panDigest } from '../../credential/pan-digest.ts';
import { findPasswordOf } from '../../db/queries/account/account-opening.ts';
import type { RegistrationRow } from '../../db/queries/registration/registration.ts';
import { readRegistration } from '../../db/queries/registration/registration.ts';
import { matchExporter } from '../../domain/registration/certificate-match.ts';
import type { PresentedCertificate } from '../../domain/registration/registration.ts';
import { readChallenge } from '../../domain/registration/signing-challenge.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { PresentCertificateInput } from '../../workflows/user-registration/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt } from '../failure.ts';
import { refusal } from '../step-result.ts';
import { type OnRegistration, recordProof } from './record-proof.ts';
import type { StepOutcome } from './standing.ts';

type Proved = { certificate: PresentedCertificate } | { refused: RefusalDetail };

/**
 * Checks that the applicant holds a DSC of this exporter (R15) and keeps which. Only who has proved
 * that is told that the IEC has an account here already. Safe to repeat: the challenge was used up
 * before. Every refusal is told in the audit.
 */
export function createProvePossession(dependencies: Dependencies) {
  const { database } = dependencies;
  return async function provePossession(
    input: OnRegistration & PresentCertificateInput,
  ): Promise<StepOutcome> {
    const before = await readRegistration(database, input.registrationId);
    const proved = await prove(dependencies, before, input);
    return recordProof(
      database,
      { ...input, name: 'certificate' },
      async (transaction, { iec }) => {
        if ('refused' in proved) {
          const { code } = proved.refused;
          const told = { action: 'certificate-refused' as const, after: { code } };
          return { refused: proved.refused, told };
        }
        const { certificate } = proved;
        const { sha256, subject, issuer, iecFoundIn } = certificate;
        const after = { sha256, subject, issuer, iecFoundIn };
        if (await findPasswordOf(transaction, iec ?? '')) {
          const message =
            'This IEC has an account here. Sign in with the IEC, or ask for a new password.';
          const told = {
            action: 'certificate-refused' as const,
            after: { code: 'already-registered', sha256 },
          };
          return { refused: refusal('already-registered', message), told };
        }
        return { set: { certificate }, action: 'certificate-proved', after };
      },
    );
  };
}

async function prove(
  { trustAnchors, revocation, certificatePlaces }: Dependencies,
  { id, firm }: RegistrationRow,
  { certificate, chain, challenge, signature }: PresentCertificateInput,
): Promise<Proved> {
  if (!firm) throw corrupt('an exporter registers without a firm');
  const asked = challenge === null ? null : readChallenge(challenge);
  if (challenge === null || asked?.subject !== id || asked.purpose !== 'register-exporter') {
    const message = 'The challenge was used or is older than five minutes. Ask for a new one.';
    return { refused: refusal('challenge-gone', message) };
  }
  const at = new Date().toISOString();
  const given = { certificate, chain, challenge, signature, trustAnchors, revocation, at };
  const proof = await proveCertificate(given);
  if (proof.outcome === 'refused') {
    return { refused: refusal(proof.code, proof.reason) };
  }
  const panSha256 = panDigest(firm.pan);
  const match = matchExporter(proof.facts, { ...firm, panSha256 }, certificatePlaces);
  if (match.outcome === 'refused') return { refused: refusal(match.code, match.reason) };
  const { sha256, subject, issuer, validFrom, validTo, key } = proof.facts;
  const { place: iecFoundIn, director } = match;
  const issuers = proof.path.slice(1, -1).map((der) => Buffer.from(der).toString('base64'));
  const signing = { certificate, chain: issuers, validFrom };
  return {
    certificate: {
      ...{ sha256, subject, issuer, validTo, iecFoundIn, director },
      ...(key === 'rsa' && { signing }),
    },
  };
}
