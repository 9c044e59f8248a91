import { createHash } from 'node:crypto';
import { proveCertificate } from '../../credential/certificate-proof.ts';
import { findOfficerCertificate } from '../../db/queries/account/officer-certificate.ts';
import type { Case } from '../../db/queries/case/application.ts';
import type { SignedIn } from '../../db/queries/sign-in/session.ts';
import { writeDeclaration } from '../../domain/application/declaration.ts';
import { canonicalJson } from '../../domain/certificate/canonical.ts';
import { isSelfDeclaredCode } from '../../domain/office/self-declaration.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { problem } from '../problem/problem.ts';
import { certificatesIn } from '../verification/recognised-issuer.ts';

/** The text that is signed with a draft as it stands. */
export const declarationOf = (
  { publicUrl }: Pick<ApiDependencies, 'publicUrl'>,
  { id, revision, iec, scheme, content }: Case,
): string =>
  writeDeclaration({
    service: new URL(publicUrl).origin,
    applicationId: id,
    revision,
    iec,
    scheme,
    contentSha256: createHash('sha256').update(canonicalJson(content)).digest('hex'),
  });

/**
 * Refuses a submission whose signature is wanting or does not hold, before anything is started: by
 * the sender's registered token, over this draft, with a certificate that is in force and not
 * revoked. The step that records the submission holds it against the record once more.
 */
export async function requireDeclaration(
  api: ApiDependencies,
  { accountId }: SignedIn,
  one: Case,
  declaration: { signature: string } | undefined,
): Promise<void> {
  if (!declaration) {
    if (!isSelfDeclaredCode(one.scheme)) return;
    throw problem('declaration-not-signed', 'Who declares origin himself signs what he submits.');
  }
  const token = await findOfficerCertificate(api.database, accountId);
  if (!token) throw problem('token-not-registered', 'No token is registered for your account.');
  const proof = await proveCertificate({
    certificate: token.certificate,
    chain: token.chain,
    challenge: declarationOf(api, one),
    signature: declaration.signature,
    trustAnchors: certificatesIn(api.trustAnchors).map(({ raw }) => raw),
    revocation: api.revocation,
    at: new Date().toISOString(),
  });
  if (proof.outcome === 'proved') return;
  switch (proof.code) {
    case 'signed-by-another-key':
      throw problem('declaration-not-accepted', 'Another token than yours has signed.');
    case 'signed-other-bytes':
      throw problem(
        'declaration-not-accepted',
        'Your token signed something else, not this draft.',
      );
    case 'revocation-unknown':
      throw problem(proof.code, proof.reason, { retryAfterSeconds: 60 });
    default:
      throw problem(proof.code, proof.reason);
  }
}
