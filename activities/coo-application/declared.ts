import { createHash, verify, X509Certificate } from 'node:crypto';
import { findOfficerCertificate } from '../../db/queries/account/officer-certificate.ts';
import type { CaseRow } from '../../db/queries/case/case.ts';
import { writeDeclaration } from '../../domain/application/declaration.ts';
import { canonicalJson } from '../../domain/certificate/canonical.ts';
import { isSelfDeclaredCode } from '../../domain/office/self-declaration.ts';
import type { Actor } from '../../workflows/case/contract.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import { refusal } from '../step-result.ts';

type Submitted = { by: Actor; declaration?: { signature: string } | undefined };

/** What the event of a submission keeps: the words, the signature over them, and whose key made it. */
type Declared = { declaration?: { text: string; signature: string; certificateSha256: string } };

const notSigned = refusal(
  'declaration-not-signed',
  'Who declares origin himself signs what he submits. Sign the declaration of this draft.',
);
const notAccepted = refusal(
  'declaration-not-accepted',
  'Your registered token did not sign this draft as it stands. Ask for its declaration and sign that.',
);
const noToken = refusal(
  'token-not-registered',
  'No valid token is registered for your account. Register one, then submit again.',
);

/**
 * Holds the sender's signature against the draft as it stands and the token that is registered for
 * him now; the API has asked the authority's revocation lists. A self-declared certificate asks for
 * a signature, and where one is given it must hold.
 */
export async function declaredBy(
  { database, publicUrl }: Pick<Dependencies, 'database' | 'publicUrl'>,
  row: CaseRow,
  { by, declaration }: Submitted,
): Promise<Declared | { refused: RefusalDetail }> {
  if (!declaration) return isSelfDeclaredCode(row.scheme) ? { refused: notSigned } : {};
  const token = await findOfficerCertificate(database, by.accountId);
  if (!token || token.validTo < new Date()) return { refused: noToken };
  const text = writeDeclaration({
    service: new URL(publicUrl).origin,
    applicationId: row.id,
    revision: row.revision,
    iec: row.iec,
    scheme: row.scheme,
    contentSha256: createHash('sha256').update(canonicalJson(row.content)).digest('hex'),
  });
  const { publicKey } = new X509Certificate(Buffer.from(token.certificate, 'base64'));
  const { signature } = declaration;
  const holds = verify('sha256', Buffer.from(text), publicKey, Buffer.from(signature, 'base64'));
  if (!holds) return { refused: notAccepted };
  return { declaration: { text, signature, certificateSha256: token.sha256 } };
}
