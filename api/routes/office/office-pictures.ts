import { audit } from '../../../db/queries/audit/audit.ts';
import { changeOffice, lockOffice } from '../../../db/queries/office/office-settings.ts';
import { endpoint } from '../../endpoint.ts';
import { keepPicture, keptPicture } from '../../images/keep-picture.ts';
import { specimenWith } from '../../images/specimen-of.ts';
import { officeAnswerOf } from '../../office-answer.ts';
import { officeAnswer, officePath } from '../../schemas/office/office.ts';
import { toldBy } from '../../told-by.ts';
import { officeFor } from './offices.ts';

const tag = 'Offices';
const nobody = { name: 'Specimen Officer', designation: null };

export const officePictureEndpoints = [
  endpoint({
    method: 'get',
    path: '/offices/{id}/stamp',
    tag,
    summary: "The office's stamp as certificates print it",
    pathSchema: officePath,
    answers: { 200: { description: 'The picture', mediaType: 'image/png' } },
    handle: async ({ account, path, api }) => {
      const { stampKey } = await officeFor(api, account, 'view-settings', path.id);
      return keptPicture(api.storage, stampKey, 'stamp.png');
    },
  }),
  endpoint({
    method: 'put',
    path: '/offices/{id}/stamp',
    tag,
    summary: "Set the office's stamp",
    description:
      'A scan on light paper. The paper is made transparent, margins are cut, metadata dropped.',
    pathSchema: officePath,
    bodyKind: 'picture',
    answers: { 200: { description: 'The office', schema: officeAnswer } },
    problems: ['image-refused'],
    handle: async ({ account, path, request, api, picture }) => {
      await officeFor(api, account, 'set-stamp', path.id);
      const stampKey = await keepPicture(api.storage, await picture());
      return api.database.transaction(async (own) => {
        const before = await lockOffice(own, path.id);
        const row = await changeOffice(own, path.id, { stampKey });
        const answer = await officeAnswerOf(own, row);
        await audit(own, {
          ...toldBy(account, request),
          subject: `office/${path.id}`,
          action: 'office-stamp-set',
          before: { stampKey: before?.stampKey ?? null },
          after: { stampKey },
        });
        return { status: 200, body: answer, headers: { ETag: `"${row.revision}"` } };
      });
    },
  }),
  endpoint({
    method: 'post',
    path: '/offices/{id}/stamp/preview',
    tag,
    summary: 'See a stamp on a specimen before it is set',
    description: 'Nothing is kept. The specimen says on every page that it is none.',
    pathSchema: officePath,
    bodyKind: 'picture',
    answers: { 200: { description: 'The specimen', mediaType: 'application/pdf' } },
    problems: ['image-refused'],
    handle: async ({ account, path, api, picture }) => {
      const office = await officeFor(api, account, 'set-stamp', path.id);
      return specimenWith(api, { scan: await picture(), as: 'stamp' }, office, nobody);
    },
  }),
];
