import { createHash, sign } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { readCase } from '../../db/queries/case/case.ts';
import { officerCertificate } from '../../db/schema/schema.ts';
import { writeDeclaration } from '../../domain/application/declaration.ts';
import { canonicalJson } from '../../domain/certificate/canonical.ts';
import { type SoftToken, sha256Of, startTokenOffice } from '../../test/people/exporter-token.ts';
import { caseInStage } from '../../test/records/case-in-stage.ts';
import { exampleApplication } from '../../test/records/example-application.ts';
import { recordWithOffice } from '../../test/records/record-with-office.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { declaredBy } from './declared.ts';

const tokens = await startTokenOffice();
afterAll(() => tokens.close());
const { database } = await freshDatabase();
const owner = await recordWithOffice(database);
const publicUrl = 'https://ecoo.example';
const content = exampleApplication('efta-self-declaration');
const more = { scheme: 'EFTATEPA-SELF', officeId: 'DGFT-SELF', content };
const row = await readCase(database, await caseInStage(database, 'draft', owner, more));
const firm = { name: 'Exporter', organisation: 'Sahyadri Chemicals', iec: owner.iec };
const [own, other] = [await tokens.softToken(firm), await tokens.softToken(firm)];
const text = writeDeclaration({
  ...{ service: publicUrl, applicationId: row.id, revision: row.revision, iec: row.iec },
  scheme: row.scheme,
  contentSha256: createHash('sha256').update(canonicalJson(row.content)).digest('hex'),
});
const signed = ({ privateKey }: SoftToken, words = text) => ({
  signature: sign('sha256', Buffer.from(words), privateKey).toString('base64'),
});
const by = { accountId: owner.accountId, role: 'exporter' as const };
const declare = (declaration?: { signature: string }, of = row) =>
  declaredBy({ database, publicUrl }, of, { by, declaration });
const refusedAs = (code: string) => ({ refused: { code } });

test('R35 what is declared is held against the record: this draft, and the token registered now', async () => {
  expect(await declare()).toMatchObject(refusedAs('declaration-not-signed'));
  expect(await declare(undefined, { ...row, scheme: 'AIFTA' })).toEqual({});
  expect(await declare(signed(own))).toMatchObject(refusedAs('token-not-registered'));
  const validity = { validFrom: new Date(0), validTo: new Date(Date.now() + 60_000_000) };
  const certificate = Buffer.from(own.certificate).toString('base64');
  const token = { sha256: sha256Of(own), accountId: owner.accountId, certificate, chain: [] };
  await database.insert(officerCertificate).values({ ...token, ...validity });

  const { signature } = signed(own);
  const declaration = { text, signature, certificateSha256: sha256Of(own) };
  expect(await declare(signed(own))).toEqual({ declaration });
  expect(await declare(signed(other))).toMatchObject(refusedAs('declaration-not-accepted'));
  for (const moved of [
    { ...row, revision: row.revision + 1 },
    { ...row, content: { ...content, remarks: 'Otherwise' } },
  ]) {
    expect(await declare(signed(own), moved)).toMatchObject(refusedAs('declaration-not-accepted'));
  }
  await database.update(officerCertificate).set({ validTo: new Date(1) });
  expect(await declare(signed(own))).toMatchObject(refusedAs('token-not-registered'));
});
