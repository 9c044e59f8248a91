import { lockAccount, setSignatureKey } from '../../../db/queries/account/account-activity.ts';
import type { Person } from '../../../db/queries/account/people.ts';
import { audit } from '../../../db/queries/audit/audit.ts';
import {
  findOfficeById,
  listOffices,
  type OfficeOfAgency,
} from '../../../db/queries/office/office.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { endpoint } from '../../endpoint.ts';
import { keepPicture, keptPicture } from '../../images/keep-picture.ts';
import { specimenWith } from '../../images/specimen-of.ts';
import { officerShown } from '../../person-answer.ts';
import { problem } from '../../problem/problem.ts';
import { officerAnswer, personPath } from '../../schemas/account/people.ts';
import { toldBy } from '../../told-by.ts';
import { officerFor } from './officers.ts';

const tag = 'User management';

/** An office that the officer signs for; one of the agency's while there is none. */
async function officeOf(api: ApiDependencies, officer: Person): Promise<OfficeOfAgency> {
  const mapped = await findOfficeById(api.database, officer.offices[0] ?? '');
  if (mapped) return mapped;
  const all = await listOffices(api.database);
  const office = all.find(({ agencyCode }) => agencyCode === officer.agencyCode);
  if (office) return office;
  throw problem('not-found', 'The agency has no office yet; add one first.');
}

export const officerPictureEndpoints = [
  endpoint({
    method: 'get',
    path: '/officers/{id}/signature-image',
    tag,
    summary: "The officer's signature as certificates print it",
    pathSchema: personPath,
    answers: { 200: { description: 'The picture', mediaType: 'image/png' } },
    handle: async ({ account, path, api }) => {
      const officer = await officerFor(api, account, 'set-signature-image', path.id);
      return keptPicture(api.storage, officer.signatureKey, 'signature.png');
    },
  }),
  endpoint({
    method: 'put',
    path: '/officers/{id}/signature-image',
    tag,
    summary: "Set the picture of the officer's signature",
    description:
      'A scan on light paper. The paper is made transparent, margins are cut, metadata dropped.',
    pathSchema: personPath,
    bodyKind: 'picture',
    answers: { 200: { description: 'The officer', schema: officerAnswer } },
    problems: ['image-refused'],
    handle: async ({ account, path, request, api, picture }) => {
      const officer = await officerFor(api, account, 'set-signature-image', path.id);
      const signatureKey = await keepPicture(api.storage, await picture());
      await api.database.transaction(async (own) => {
        const before = await lockAccount(own, officer.id);
        await setSignatureKey(own, officer.id, signatureKey);
        await audit(own, {
          ...toldBy(account, request),
          subject: `account/${officer.id}`,
          action: 'signature-image-set',
          before: { signatureKey: before?.signatureKey ?? null },
          after: { signatureKey },
        });
      });
      return { status: 200, body: officerShown({ ...officer, signatureKey }) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/officers/{id}/signature-image/preview',
    tag,
    summary: 'See a signature on a specimen before it is set',
    description: 'Nothing is kept. The specimen says on every page that it is none.',
    pathSchema: personPath,
    bodyKind: 'picture',
    answers: { 200: { description: 'The specimen', mediaType: 'application/pdf' } },
    problems: ['image-refused'],
    handle: async ({ account, path, api, picture }) => {
      const officer = await officerFor(api, account, 'set-signature-image', path.id);
      const office = await officeOf(api, officer);
      const scan = await picture();
      return specimenWith(api, { scan, as: 'signatureImage' }, office, officer);
    },
  }),
];
