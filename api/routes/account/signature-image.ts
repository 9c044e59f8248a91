import {
  findAccount,
  lockAccount,
  setSignatureKey,
} from '../../../db/queries/account/account-activity.ts';
import { audit } from '../../../db/queries/audit/audit.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { allow } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { keepPicture, keptPicture } from '../../images/keep-picture.ts';
import { toldBy } from '../../told-by.ts';

const tag = 'Own account';
const path = '/account/signature-image';

const allowed = (account: SignedIn) =>
  allow(account, 'set-signature-image', { kind: 'own-account', accountId: account.accountId });

/** The scan that the electronic copy of a self-declared certificate carries. */
export const signatureImageEndpoints = [
  endpoint({
    method: 'get',
    path,
    tag,
    summary: 'Your signature as certificates that you issue print it',
    answers: { 200: { description: 'The picture', mediaType: 'image/png' } },
    handle: async ({ account, api }) => {
      const { accountId } = allowed(account);
      const own = await findAccount(api.database, accountId);
      return keptPicture(api.storage, own?.signatureKey ?? null, 'signature.png');
    },
  }),
  endpoint({
    method: 'put',
    path,
    tag,
    summary: 'Set the scan of your signature',
    description:
      'In ink on light paper. The paper is made transparent, margins are cut, metadata dropped. ' +
      'For exporters; an officer’s is set by the administrator of the agency.',
    bodyKind: 'picture',
    answers: { 200: { description: 'The picture as it is printed', mediaType: 'image/png' } },
    problems: ['image-refused'],
    handle: async ({ account, request, api, picture }) => {
      const { accountId } = allowed(account);
      const signatureKey = await keepPicture(api.storage, await picture());
      await api.database.transaction(async (own) => {
        const before = await lockAccount(own, accountId);
        await setSignatureKey(own, accountId, signatureKey);
        await audit(own, {
          ...toldBy(account, request),
          subject: `account/${accountId}`,
          action: 'signature-image-set',
          before: { signatureKey: before?.signatureKey ?? null },
          after: { signatureKey },
        });
      });
      return keptPicture(api.storage, signatureKey, 'signature.png');
    },
  }),
];
