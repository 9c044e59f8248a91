import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { KeyRing } from '../../credential/key-ring.ts';
import { merchantKeyOf, sealSecret } from '../../credential/sealed-secret.ts';
import type { Database } from '../../db/database.ts';
import { book } from '../../db/queries/money/ledger/ledger.ts';
import * as table from '../../db/schema/schema.ts';
import { schemes } from '../../domain/agreement/schemes.ts';
import { exporterRights } from '../../domain/authority/actor.ts';
import { openingBalance } from '../../domain/money/posting.ts';
import type { Storage } from '../../gateways/storage.ts';
import { agencies, domainOf, offices, officialEmailOf } from './agencies.ts';
import { keepSignature, keepStamp } from './images.ts';
import { demonstrationPassword, fastCargo, people } from './people.ts';

/** Codes of the schemes that name no other agencies. */
const schemesOf = (agency: string): string[] =>
  schemes
    .filter(({ issuing: { value } }) =>
      value.by === 'agency' ? (value.agencies?.includes(agency) ?? true) : false,
    )
    .map(({ code }) => code);

/** Agencies, offices and their stamps. An office keeps its first checksum key; returns all keys. */
export async function seedOffices(
  database: Database,
  storage: Storage,
  masterKeys: KeyRing,
): Promise<void> {
  await database
    .insert(table.agency)
    .values(
      agencies.map(({ code, name }) => ({
        code,
        name,
        emailDomain: domainOf(code),
        officialEmail: officialEmailOf(code),
        schemes: schemesOf(code),
      })),
    )
    .onConflictDoUpdate({
      target: table.agency.code,
      set: { emailDomain: sql`excluded.email_domain`, officialEmail: sql`excluded.official_email` },
      setWhere: isNull(table.agency.emailDomain),
    });
  const known = await database.select({ id: table.office.id }).from(table.office);
  const ids = new Set(known.map(({ id }) => id));
  const rows = offices
    .filter(({ id }) => !ids.has(id))
    .map(async ({ id, agency, agencyName, code, place, merchantId }) => ({
      id,
      agencyCode: agency,
      code,
      name: `${agencyName}, ${place}`,
      place,
      address: [`${agency} House, Export Road`, place],
      merchantId,
      checksumKeySealed: sealSecret(
        randomBytes(24).toString('base64url'),
        masterKeys,
        merchantKeyOf(id, merchantId),
      ),
      stampKey: await keepStamp(storage, agencyName, place),
    }));
  if (rows.length > 0) await database.insert(table.office).values(await Promise.all(rows));
}

/** Accounts that earlier seeds made under another address take the present one. */
async function renameFormer(database: Database): Promise<void> {
  for (const { login, email, former } of people) {
    if (!former) continue;
    const held = eq(table.account.login, former);
    await database.update(table.account).set({ login, email }).where(held);
  }
}

/**
 * Everybody who can sign in, with the offices of the officers. Accounts that exist stay as they are.
 * Gives the logins of those that were made.
 */
export async function seedPeople(database: Database, storage: Storage): Promise<string[]> {
  await renameFormer(database);
  const known = await database.select({ login: table.account.login }).from(table.account);
  const logins = new Set(known.map(({ login }) => login));
  const fresh = people.filter(({ login }) => !logins.has(login));
  if (fresh.length === 0) return [];
  const passwordHash = await hash(demonstrationPassword, { memoryCost: 19_456, timeCost: 2 });
  const rows = await Promise.all(
    fresh.map(async (person) => ({
      id: uuid(),
      role: person.role,
      login: person.login,
      name: person.name,
      email: person.email,
      designation: person.designation ?? null,
      passwordHash,
      iec: person.iec ?? null,
      rights: person.role === 'exporter' ? [...(person.rights ?? exporterRights)] : [],
      agencyCode: person.agency ?? null,
      signatureKey: person.role === 'officer' ? await keepSignature(storage, person.name) : null,
    })),
  );
  await database.insert(table.account).values(rows);
  const mapped = fresh.flatMap(({ office }, index) => {
    const accountId = rows[index]?.id;
    return office && accountId ? [{ accountId, officeId: office }] : [];
  });
  if (mapped.length > 0) {
    await database.insert(table.officerOffice).values(mapped).onConflictDoNothing();
  }
  return fresh.map(({ login }) => login);
}

/** Lets the seeded customs agent look at and prepare the first exporter's applications. */
export async function seedMandate(database: Database): Promise<void> {
  const [exporter] = people;
  const idOf = async (login = '') => {
    const { id } = table.account;
    const [row] = await database
      .select({ id })
      .from(table.account)
      .where(eq(table.account.login, login));
    return row?.id;
  };
  const [agentId, grantedBy] = [await idOf(fastCargo.login), await idOf(exporter?.login)];
  if (!agentId || !grantedBy || !exporter?.iec) return;
  // One that was revoked since stays revoked.
  const known = await database.$count(table.mandate, eq(table.mandate.agentId, agentId));
  if (known > 0) return;
  const rights = ['view' as const, 'prepare' as const];
  const given = { id: uuid(), iec: exporter.iec, agentId, rights, grantedBy };
  await database.insert(table.mandate).values(given);
}

/** Registers an officer's token; an earlier one stops counting. */
export async function registerToken(
  database: Database,
  login: string,
  token: { certificateDer: Uint8Array; chain: Uint8Array[] },
): Promise<void> {
  const certificate = new X509Certificate(token.certificateDer);
  const sha256 = createHash('sha256').update(token.certificateDer).digest('hex');
  await database.transaction(async (transaction) => {
    const [officer] = await transaction
      .select({ id: table.account.id })
      .from(table.account)
      .where(eq(table.account.login, login));
    const [same] = await transaction
      .select({ sha256: table.officerCertificate.sha256 })
      .from(table.officerCertificate)
      .where(eq(table.officerCertificate.sha256, sha256));
    if (!officer || same) return;
    await transaction
      .update(table.officerCertificate)
      .set({ replacedAt: new Date() })
      .where(
        and(
          eq(table.officerCertificate.accountId, officer.id),
          isNull(table.officerCertificate.replacedAt),
        ),
      );
    const intermediates = token.chain.filter((der) => {
      const issuer = new X509Certificate(der);
      return issuer.subject !== issuer.issuer;
    });
    await transaction.insert(table.officerCertificate).values({
      sha256,
      accountId: officer.id,
      certificate: Buffer.from(token.certificateDer).toString('base64'),
      chain: intermediates.map((der) => Buffer.from(der).toString('base64')),
      validFrom: certificate.validFromDate,
      validTo: certificate.validToDate,
    });
  });
}

/** A hundred thousand rupees in each seeded exporter's wallet at each office, through the ledger. */
export async function seedWallets(database: Database): Promise<void> {
  const iecs = new Set(people.flatMap(({ iec }) => (iec ? [iec] : [])));
  for (const iec of iecs) {
    const bookings = offices.map(({ id, agency, code: office }) => ({
      key: `demonstration/${iec}/${id}`,
      applicationId: null,
      posting: openingBalance({ iec, agency, office, paise: 10_000_000 }),
    }));
    await book(database, bookings);
  }
}
