import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replaceOfficerCertificate } from '../../db/queries/account/officer-certificate.ts';
import { readCase } from '../../db/queries/case/case.ts';
import { readSigningRequest } from '../../db/queries/certificate/certificate.ts';
import { keepIecRecord } from '../../db/queries/dgft/exporter.ts';
import { book } from '../../db/queries/money/ledger/ledger.ts';
import { account, officerCertificate, officerOffice } from '../../db/schema/schema.ts';
import { openingBalance } from '../../domain/money/posting.ts';
import { createRevocation } from '../../gateways/revocation.ts';
import { createFileStorage } from '../../gateways/storage.ts';
import { createTimestampAuthority } from '../../gateways/timestamp.ts';
import { type SoftToken, sha256Of, startTokenOffice } from '../../test/people/exporter-token.ts';
import { caseInStage } from '../../test/records/case-in-stage.ts';
import { feeMovements } from '../../test/records/fee-movements.ts';
import { recordWithOffice } from '../../test/records/record-with-office.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import type { Dependencies } from '../dependencies.ts';
import { createIssueCertificate } from './issue-certificate.ts';
import { createOpenApplication } from './open-application.ts';
import { createPrepareCertificate } from './prepare-certificate.ts';

const { database } = await freshDatabase();
const owner = await recordWithOffice(database);
const tokens = await startTokenOffice();
const folder = mkdtempSync(join(tmpdir(), 'ecoo-issue-'));
afterAll(async () => {
  await tokens.close();
  rmSync(folder, { recursive: true });
});

const { authority } = tokens;
const timeoutMs = 5_000;
const qrToken = await tokens.softToken({ name: 'QR', organisation: 'eCoO' });
const dependencies = {
  database,
  storage: createFileStorage(folder),
  revocation: createRevocation({ timeoutMs }),
  timestampAuthority: createTimestampAuthority({ url: `${authority.publicUrl}/tsa`, timeoutMs }),
  trustAnchors: [authority.root.der],
  qrKey: {
    privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
    certificate: qrToken.certificate,
  },
  publicUrl: 'https://ecoo.example',
} as unknown as Dependencies;
const openApplication = createOpenApplication(dependencies);
const prepareCertificate = createPrepareCertificate(dependencies);
const issueCertificate = createIssueCertificate(dependencies);

const officer = { accountId: randomUUID(), role: 'officer' as const };
const holder = { name: 'Asha Menon', organisation: 'EIC' };

beforeAll(async () => {
  const { accountId: id } = officer;
  await database.insert(account).values({
    id,
    role: 'officer',
    login: 'officer',
    name: holder.name,
    email: 'officer@eic.example',
    agencyCode: 'EIC',
  });
  await database.insert(officerOffice).values({ accountId: id, officeId: 'EIC-MUMBAI' });
  const { iec } = owner;
  const record = {
    iec,
    pan: iec,
    name: 'Sahyadri',
    address: ['1'],
    country: 'IN',
    email: 'a@b.in',
  };
  const fetchedAt = new Date();
  await keepIecRecord(database, { iec, status: 'active', record, fetchedAt });
});

const register = (token: SoftToken, more: Partial<typeof officerCertificate.$inferInsert> = {}) =>
  database.transaction((own) =>
    replaceOfficerCertificate(own, {
      sha256: sha256Of(token),
      accountId: officer.accountId,
      certificate: Buffer.from(token.certificate).toString('base64'),
      chain: [Buffer.from(authority.intermediate.der).toString('base64')],
      validFrom: new Date(Date.now() - 86_400_000),
      validTo: new Date(Date.now() + 86_400_000),
      registeredAt: new Date(),
      ...more,
    }),
  );

async function caseToSign() {
  const applicationId = await caseInStage(database, 'submitted', owner, {
    paymentMethod: 'wallet',
  });
  const { content } = await readCase(database, applicationId);
  const payer = { iec: owner.iec, agency: content.agency, office: content.office };
  await book(database, [
    {
      key: randomUUID(),
      applicationId: null,
      posting: openingBalance({ ...payer, paise: 35_000 }),
    },
  ]);
  const opened = await openApplication({ applicationId, revision: 3 });
  expect(opened).toMatchObject({ stage: 'under-review', revision: 4 });
  return applicationId;
}

const prepare = (applicationId: string, revision = 4) =>
  prepareCertificate({
    applicationId,
    revision,
    by: officer,
    signingOfficer: officer.accountId,
  });

async function issue(applicationId: string, token: SoftToken) {
  const request = await readSigningRequest(database, applicationId);
  const attributes = Buffer.from(request?.signedAttributes ?? '', 'base64');
  const signature = sign('sha256', attributes, token.privateKey).toString('base64');
  return issueCertificate({ applicationId, revision: 5, by: officer, signature });
}

describe('R47 only signatures by the registered token are accepted for an officer', () => {
  it('its own is, nobody else’s, nor that of another token of the same officer', async () => {
    const [mine, other] = [await tokens.softToken(holder), await tokens.softToken(holder)];
    await register(mine);
    const id = await caseToSign();
    expect(await prepare(id)).toMatchObject({ stage: 'awaiting-signature', revision: 5 });
    expect(await issue(id, other)).toMatchObject({
      stage: 'awaiting-signature',
      refused: { code: 'signature-not-accepted' },
    });
    const office = { agency: 'EIC', office: 'MUMBAI' };
    expect(await feeMovements(database, id, office)).toMatchObject({ kinds: ['hold-fee'] });
    expect(await issue(id, mine)).toMatchObject({ stage: 'issued' });
    expect(await feeMovements(database, id, office)).toMatchObject({
      kinds: ['hold-fee', 'take-fee'],
      earnedPaise: 35_000,
    });
  });

  it('not once it is replaced, though the certificate was prepared for it', async () => {
    const [before, after] = [await tokens.softToken(holder), await tokens.softToken(holder)];
    await register(before);
    const id = await caseToSign();
    await prepare(id);
    await register(after);
    for (const token of [before, after]) {
      expect(await issue(id, token)).toMatchObject({
        stage: 'awaiting-signature',
        refused: { code: 'signing-request-stale' },
      });
    }
  });

  it('not once it has expired, whatever the record says', async () => {
    const expired = await tokens.expiredToken(holder);
    await register(expired);
    const id = await caseToSign();
    expect(await prepare(id)).toMatchObject({ stage: 'awaiting-signature' });
    expect(await issue(id, expired)).toMatchObject({
      stage: 'awaiting-signature',
      refused: { code: 'signature-not-accepted', message: expect.stringContaining('validity') },
    });
  });

  it('and nothing is prepared for one that has expired, or where none is registered', async () => {
    const id = await caseToSign();
    const none = { stage: 'under-review', refused: { code: 'token-not-registered' } };
    await register(await tokens.softToken(holder), { validTo: new Date(Date.now() - 1_000) });
    expect(await prepare(id)).toMatchObject(none);
    await database
      .update(officerCertificate)
      .set({ replacedAt: new Date() })
      .where(and(eq(officerCertificate.accountId, officer.accountId)));
    expect(await prepare(id)).toMatchObject(none);
  });
});
