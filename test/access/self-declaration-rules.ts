import { eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { account } from '../../db/schema/schema.ts';
import type { Storage } from '../../gateways/storage.ts';
import { issuedCertificate } from '../records/case-in-stage.ts';
import { password } from '../servers/api-server.ts';
import { aPicture } from './people.ts';
import { type Make, type Own, on, onOwn, type Rule } from './rule.ts';
import type { accessThings } from './things.ts';

/** Who may come through the doors of what exporters declare, sign and issue themselves. */
export function selfDeclarationRules(
  { database, storage }: { database: Database; storage: Storage },
  { caseIn }: ReturnType<typeof accessThings>,
): Record<string, Rule> {
  const physical: Make = async ({ iec, officeId, agencyCode, exporterId, officerId }) => {
    const physicalKey = await storage.put(Buffer.from('a PDF to be signed in ink'));
    const owner = { accountId: exporterId, iec };
    const number = await issuedCertificate(database, owner, officerId, { physicalKey, officeId });
    return { path: { number }, facts: { iec, officeId, agencyCode } };
  };

  const signed: Own = async ({ accountId }) => {
    const signatureKey = await storage.put(aPicture);
    await database.update(account).set({ signatureKey }).where(eq(account.id, accountId));
    return { facts: { accountId } };
  };

  return {
    'get /applications/{id}/declaration': on('application', 'submit', caseIn('draft')),
    'get /certificates/{number}/physical-copy': on('certificate', 'view', physical),
    'get /account/signing-token': onOwn('register-signing-token'),
    'post /account/signing-token/challenge': onOwn('register-signing-token'),
    'put /account/signing-token': onOwn('register-signing-token', {
      challengeId: '01a20235-14d2-726b-a96d-c4c125e3ca1c',
      certificate: 'AAAA',
      chain: [],
      signature: 'AAAA',
      password,
    }),
    'get /account/signature-image': onOwn('set-signature-image', undefined, signed),
    'put /account/signature-image': onOwn('set-signature-image'),
  };
}
