import type { Database } from '../../database.ts';

/** Where the administrator of an office's agency is reached: as DGFT has it, or by his account. */
export async function findOfficeContact(
  { $client: client }: Database,
  officeId: string,
): Promise<{ officeName: string; email: string | null } | null> {
  const [row] = await client<{ officeName: string; email: string | null }[]>`
    select office.name as "officeName", coalesce(agency.official_email, (
      select account.email from account
      where account.agency_code = agency.code and account.role = 'agency-administrator'
        and account.active
      order by account.created_at limit 1)) as email
    from office join agency on agency.code = office.agency_code where office.id = ${officeId}`;
  return row ?? null;
}
