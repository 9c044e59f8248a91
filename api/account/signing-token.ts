import { proveCertificate } from '../../credential/certificate-proof.ts';
import { panDigest } from '../../credential/pan-digest.ts';
import {
  isOthersCertificate,
  type OfficerCertificate,
  replaceOfficerCertificate,
} from '../../db/queries/account/officer-certificate.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import { readExporter } from '../../db/queries/dgft/exporter.ts';
import type { SignedIn } from '../../db/queries/sign-in/session.ts';
import { takeChallenge } from '../../db/queries/sign-in/signing-challenge.ts';
import { matchExporter } from '../../domain/registration/certificate-match.ts';
import { samePerson } from '../../domain/registration/person-name.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import { certificatesIn } from '../verification/recognised-issuer.ts';

/** What an officer, or a person of an exporter, presents to register a token; all but the id is base64 of bytes. */
export type PresentedToken = {
  challengeId: string;
  certificate: string;
  chain: string[];
  signature: string;
};

type Refused = { code: ProblemCode; reason: string };

/** Who asks and from where, as the audit tells it. */
type Asking = { account: SignedIn; network: string | null };

/**
 * Registers a token for the person whose account this is, in place of the one before: the
 * certificate must be proved by the challenge, bear the person's name and be nobody else's; an
 * exporter's must hold his IEC too. What is
 * refused is told the audit as well. A challenge is used up by the first answer to it.
 */
export async function registerSigningToken(
  api: ApiDependencies,
  { account, network }: Asking,
  presented: PresentedToken,
): Promise<OfficerCertificate | { refused: Refused }> {
  const { database } = api;
  const at = new Date();
  const proved = await prove(api, account, presented, at);
  const told = {
    subject: `account/${account.accountId}`,
    actor: account.accountId,
    role: account.role,
    at,
    network,
  };
  if ('refused' in proved) {
    const after = { code: proved.refused.code };
    await database.transaction((own) =>
      audit(own, { ...told, action: 'signing-token-refused', after }),
    );
    return proved;
  }
  return database.transaction(async (own) => {
    const before = await replaceOfficerCertificate(own, proved);
    await audit(own, {
      ...told,
      action: 'signing-token-registered',
      before: before && summary(before),
      after: summary(proved),
    });
    return { ...proved, replacedAt: null };
  });
}

const summary = ({ sha256, validTo }: Pick<OfficerCertificate, 'sha256' | 'validTo'>) => ({
  sha256,
  validTo: validTo.toISOString(),
});

async function prove(
  { database, trustAnchors, revocation, certificatePlaces }: ApiDependencies,
  { accountId, name, iec }: SignedIn,
  { challengeId, certificate, chain, signature }: PresentedToken,
  at: Date,
): Promise<Omit<OfficerCertificate, 'replacedAt'> | { refused: Refused }> {
  const refused = (code: ProblemCode, reason: string) => ({ refused: { code, reason } });
  const challenge = await takeChallenge(database, { id: challengeId, subject: accountId });
  if (challenge === null) {
    return refused('challenge-gone', 'The challenge was used before, is too old, or is not yours.');
  }
  const proof = await proveCertificate({
    certificate,
    chain,
    challenge,
    signature,
    trustAnchors: certificatesIn(trustAnchors).map(({ raw }) => raw),
    revocation,
    at: at.toISOString(),
  });
  if (proof.outcome === 'refused') return refused(proof.code, proof.reason);
  const { facts, path } = proof;
  if (facts.key !== 'rsa') {
    return refused('certificate-key-weak', 'Certificates of origin are signed with RSA keys.');
  }
  if (!samePerson(facts.name, name)) {
    const reason = `The certificate is made out to "${facts.name}", the account to "${name}".`;
    return refused('certificate-of-another-person', reason);
  }
  if (iec !== null) {
    const record = (await readExporter(database, iec))?.record;
    const firm = { iec, panSha256: panDigest(record?.pan ?? iec), directors: [name] };
    const match = matchExporter(facts, firm, certificatePlaces);
    if (match.outcome === 'refused') return refused(match.code, match.reason);
  }
  if (await isOthersCertificate(database, { sha256: facts.sha256, accountId })) {
    const reason = 'The certificate is registered for another account.';
    return refused('certificate-of-another-person', reason);
  }
  return {
    sha256: facts.sha256,
    accountId,
    certificate,
    chain: path.slice(1, -1).map((der) => Buffer.from(der).toString('base64')),
    validFrom: new Date(facts.validFrom),
    validTo: new Date(facts.validTo),
    registeredAt: at,
  };
}
