import type { Transaction } from '../../../db/database.ts';
import { audit } from '../../../db/queries/audit/audit.ts';
import {
  findOfficeById,
  listOffices,
  type Office,
  type OfficeOfAgency,
} from '../../../db/queries/office/office.ts';
import {
  changeOffice,
  findAgency,
  insertOffice,
  listAgencies,
  lockOffice,
} from '../../../db/queries/office/office-settings.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import type { ActionOn } from '../../../domain/authority/permissions.ts';
import { schemesOfAgency } from '../../../domain/office/acceptance.ts';
import { allow } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { endpoint, publicEndpoint } from '../../endpoint.ts';
import { agencyShown, officeAnswerOf, officeShown, settingsOf } from '../../office-answer.ts';
import { problem } from '../../problem/problem.ts';
import { ifMatchHeader, revisionOfIfMatch } from '../../schemas/if-match.ts';
import {
  agenciesAnswer,
  agencyPath,
  newOfficeBody,
  officeAnswer,
  officeBody,
  officePath,
  officesAnswer,
} from '../../schemas/office/office.ts';
import { toldBy } from '../../told-by.ts';

/** The office, when this person may do this with it. Throws 404 or 403. */
export async function officeFor(
  api: ApiDependencies,
  account: SignedIn,
  action: ActionOn<'office'>,
  officeId: string,
): Promise<OfficeOfAgency> {
  const found = await findOfficeById(api.database, officeId);
  const kind = 'office' as const;
  return allow<'office', OfficeOfAgency>(account, action, found && { ...found, kind, officeId });
}

/** Holds the office for a change, when it still stands at the revision that the caller saw. */
export async function lockAtRevision(
  transaction: Transaction,
  officeId: string,
  revision: number,
): Promise<Office> {
  const row = await lockOffice(transaction, officeId);
  if (row?.revision === revision) return row;
  throw problem('revision-stale', `The office is at revision ${row?.revision}, not ${revision}.`);
}

function requireAuthorised(schemes: readonly string[] | null, authorised: string[] | null): void {
  const offered = schemesOfAgency(authorised);
  const errors = (schemes ?? []).flatMap((code, index) =>
    offered.includes(code)
      ? []
      : [{ pointer: `/schemes/${index}`, detail: `The agency may not issue under ${code}.` }],
  );
  if (errors.length === 0) return;
  throw problem('scheme-not-of-agency', 'The agency does not issue under all of these schemes.', {
    errors,
  });
}

const tag = 'Offices';

export const officeEndpoints = [
  publicEndpoint({
    method: 'get',
    path: '/agencies',
    tag,
    summary: 'Agencies that issue certificates, and under which schemes',
    answers: { 200: { description: 'All of them', schema: agenciesAnswer } },
    handle: async ({ api }) => ({
      status: 200,
      body: { agencies: (await listAgencies(api.database)).map(agencyShown) },
    }),
  }),
  publicEndpoint({
    method: 'get',
    path: '/offices',
    tag,
    summary: 'Where an application can be handed in',
    answers: { 200: { description: 'Offices at work, by agency', schema: officesAnswer } },
    handle: async ({ api }) => {
      const offices = await listOffices(api.database);
      const open = offices.filter(({ active, agencyActive }) => active && agencyActive);
      return { status: 200, body: { offices: open.map(officeShown) } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/agencies/{code}/offices',
    tag,
    summary: 'Add an office to the agency',
    description: 'Its code becomes the head of its certificate numbers and stays for ever.',
    idempotency: 'record',
    pathSchema: agencyPath,
    bodySchema: newOfficeBody,
    answers: { 201: { description: 'The office', schema: officeAnswer } },
    problems: ['scheme-not-of-agency', 'office-exists'],
    handle: async ({ account, path, body, request, database }) => {
      const agency = await findAgency(database, path.code);
      const resource = agency && { kind: 'office' as const, agencyCode: agency.code, agency };
      const allowed = allow(account, 'create', resource);
      requireAuthorised(body.schemes, allowed.agency.schemes);
      const id = `${path.code}-${body.code}`;
      return database.transaction(async (own) => {
        const row = await insertOffice(own, { ...body, id, agencyCode: path.code });
        if (!row) throw problem('office-exists', `The agency ${path.code} has an office ${id}.`);
        const answer = await officeAnswerOf(own, row);
        const told = { ...toldBy(account, request), subject: `office/${id}` };
        await audit(own, { ...told, action: 'office-added', after: settingsOf(row) });
        const headers = { Location: `/api/v1/offices/${id}`, ETag: `"${row.revision}"` };
        return { status: 201, body: answer, headers };
      });
    },
  }),
  endpoint({
    method: 'get',
    path: '/offices/{id}',
    tag,
    summary: 'One office as its administrator set it up',
    description: 'Shows the Merchant ID and who entered it when; never the checksum key.',
    pathSchema: officePath,
    answers: { 200: { description: 'The office', schema: officeAnswer } },
    handle: async ({ account, path, api }) => {
      const row = await officeFor(api, account, 'view-settings', path.id);
      const body = await officeAnswerOf(api.database, row);
      return { status: 200, body, headers: { ETag: `"${row.revision}"` } };
    },
  }),
  endpoint({
    method: 'put',
    path: '/offices/{id}',
    tag,
    summary: 'Change an office, close it or open it again',
    description: 'A closed office takes no new application; its cases are finished.',
    headers: ifMatchHeader,
    pathSchema: officePath,
    bodySchema: officeBody,
    answers: { 200: { description: 'The office', schema: officeAnswer } },
    problems: ['if-match-missing', 'revision-stale', 'scheme-not-of-agency'],
    handle: async ({ account, path, body, request, api }) => {
      const { agencySchemes } = await officeFor(api, account, 'edit', path.id);
      const revision = revisionOfIfMatch(request);
      requireAuthorised(body.schemes, agencySchemes);
      return api.database.transaction(async (own) => {
        const before = await lockAtRevision(own, path.id, revision);
        const row = await changeOffice(own, path.id, body);
        const answer = await officeAnswerOf(own, row);
        await audit(own, {
          ...toldBy(account, request),
          subject: `office/${row.id}`,
          action: 'office-changed',
          before: settingsOf(before),
          after: settingsOf(row),
        });
        return { status: 200, body: answer, headers: { ETag: `"${row.revision}"` } };
      });
    },
  }),
];
