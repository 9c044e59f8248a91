import { eq, getTableColumns, sql } from 'drizzle-orm';
import { type Database, type Fragment, prepared } from '../../database.ts';
import { jsonRow } from '../../driver-row.ts';
import { certificate, signingRequest } from '../../schema/schema.ts';

export type SigningRequest = typeof signingRequest.$inferSelect;
export type CertificateRow = typeof certificate.$inferSelect;

/** Keeps what the officer is asked to sign; a newer request takes the place of an older one. */
export function signingRequestPut(
  { $client: client }: Database,
  request: SigningRequest,
): Fragment {
  const replaced = Object.values(getTableColumns(signingRequest))
    .filter(({ primary }) => !primary)
    .map(({ name }) => `${name} = excluded.${name}`);
  return client`
    insert into signing_request
    select request.*
    from moved, jsonb_populate_record(null::signing_request, ${jsonRow(signingRequest, request)}) request
    on conflict (application_id) do update set ${client.unsafe(replaced.join(', '))}
    returning 1`;
}

/** Nobody is asked to sign any more, as part of the step that sends a case back. */
export const signingRequestDropped = ({ $client: client }: Database): Fragment => client`
  delete from signing_request using moved
  where signing_request.application_id = moved.id
  returning 1`;

const requestOfCase = prepared((database) =>
  database
    .select()
    .from(signingRequest)
    .where(eq(signingRequest.applicationId, sql.placeholder('applicationId')))
    .prepare('signing_request_of_case'),
);

/** What a case's officer is asked to sign; null when nothing is prepared. */
export async function readSigningRequest(
  database: Database,
  applicationId: string,
): Promise<SigningRequest | null> {
  const [row] = await requestOfCase(database).execute({ applicationId });
  return row ?? null;
}

/** Storage key of the copy of a self-declared certificate that is signed in ink; null for others. */
export async function readPhysicalKey(database: Database, number: string): Promise<string | null> {
  const [row] = await database
    .select({ physicalKey: certificate.physicalKey })
    .from(certificate)
    .where(eq(certificate.number, number));
  return row?.physicalKey ?? null;
}

/** A certificate as it is issued: nothing has become of it yet. */
export type IssuedCertificate = Omit<
  CertificateRow,
  'successor' | 'cancelledAt' | 'cancellationCode' | 'cancellationReason'
>;

/** Nothing has become of it yet. */
const asIssued = {
  successor: null,
  cancelledAt: null,
  cancellationCode: null,
  cancellationReason: null,
};

/** Makes the reserved number final and the certificate valid; fails when the number is not the case's. */
export const certificateIssued = (
  { $client: client }: Database,
  issued: IssuedCertificate,
): Fragment => client`
  insert into certificate
  select issued.*
  from moved
  cross join lateral issue_number(${issued.number}, moved.id, ${issued.issuedAt.toISOString()}) number
  cross join lateral jsonb_populate_record(null::certificate,
    ${jsonRow(certificate, { ...issued, ...asIssued })}) issued
  returning 1`;
