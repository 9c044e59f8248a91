import { audit } from '../../../db/queries/audit/audit.ts';
import { findOfficeById } from '../../../db/queries/office/office.ts';
import {
  changeOffice,
  listOfficeHolidays,
  replaceOfficeHolidays,
} from '../../../db/queries/office/office-settings.ts';
import { endpoint, publicEndpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { ifMatchHeader, revisionOfIfMatch } from '../../schemas/if-match.ts';
import { holidaysAnswer, holidaysBody, officePath } from '../../schemas/office/office.ts';
import { toldBy } from '../../told-by.ts';
import { lockAtRevision, officeFor } from './offices.ts';

const tag = 'Offices';

export const officeHolidayEndpoints = [
  publicEndpoint({
    method: 'get',
    path: '/offices/{id}/holidays',
    tag,
    summary: 'Days on which the office is closed beside the national holidays',
    pathSchema: officePath,
    answers: { 200: { description: 'In order', schema: holidaysAnswer } },
    handle: async ({ path, api }) => {
      const office = await findOfficeById(api.database, path.id);
      if (!office) throw problem('not-found', 'There is no such office.');
      const { revision } = office;
      const holidays = await listOfficeHolidays(api.database, path.id);
      return { status: 200, body: { holidays, revision }, headers: { ETag: `"${revision}"` } };
    },
  }),
  endpoint({
    method: 'put',
    path: '/offices/{id}/holidays',
    tag,
    summary: "Replace the list of the office's own holidays",
    headers: ifMatchHeader,
    pathSchema: officePath,
    bodySchema: holidaysBody,
    answers: { 200: { description: 'The new list', schema: holidaysAnswer } },
    problems: ['if-match-missing', 'revision-stale'],
    handle: async ({ account, path, body, request, api }) => {
      await officeFor(api, account, 'edit', path.id);
      const seen = revisionOfIfMatch(request);
      return api.database.transaction(async (own) => {
        await lockAtRevision(own, path.id, seen);
        const before = await listOfficeHolidays(own, path.id);
        await replaceOfficeHolidays(own, path.id, body.holidays);
        const { revision } = await changeOffice(own, path.id, {});
        const holidays = await listOfficeHolidays(own, path.id);
        await audit(own, {
          ...toldBy(account, request),
          subject: `office/${path.id}`,
          action: 'office-holidays-set',
          before: { holidays: before },
          after: { holidays },
        });
        return { status: 200, body: { holidays, revision }, headers: { ETag: `"${revision}"` } };
      });
    },
  }),
];
