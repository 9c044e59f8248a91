import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import {
  account,
  apiToken,
  document,
  office,
  paymentOrder,
  session,
} from '../../db/schema/schema.ts';
import type { Stage } from '../../domain/stage.ts';
import type { Storage } from '../../gateways/storage.ts';
import { caseInStage, issuedCertificate } from '../records/case-in-stage.ts';
import type { Make, Side } from './rule.ts';

/** The things that the access test asks for, made anew each time. */
export function accessThings({ database, storage }: { database: Database; storage: Storage }) {
  const ofSide = ({ iec, officeId, agencyCode, exporterId, officerId }: Side) => ({
    iec,
    officeId,
    agencyCode,
    createdBy: exporterId,
    signingOfficerId: officerId,
  });

  async function insertCase(side: Side, stage: Stage): Promise<string> {
    const owner = { accountId: side.exporterId, iec: side.iec };
    const { officeId, officerId: signingOfficerId } = side;
    return caseInStage(database, stage, owner, { officeId, signingOfficerId });
  }

  const caseIn =
    (stage: Stage): Make =>
    async (side) => ({
      path: { id: await insertCase(side, stage) },
      facts: { ...ofSide(side), stage },
    });

  const draftFor: Make = ({ iec }) => ({ query: `iec=${iec}`, facts: { iec } });

  const paper: Make = async (side) => {
    const id = await insertCase(side, 'under-review');
    const documentId = randomUUID();
    const bytes = Buffer.from('a paper');
    await database.insert(document).values({
      id: documentId,
      applicationId: id,
      type: 'invoice',
      filename: 'invoice.pdf',
      mediaType: 'application/pdf',
      bytes: bytes.length,
      sha256: await storage.put(bytes),
      uploadedBy: side.exporterId,
    });
    return { path: { id, documentId }, facts: { ...ofSide(side), stage: 'under-review' } };
  };

  const openOrder: Make = async (side) => {
    const applicationId = await insertCase(side, 'awaiting-payment');
    const id = randomUUID();
    const order = { id, applicationId, officeId: side.officeId, amountPaise: 35_000 };
    await database.insert(paymentOrder).values({ ...order, status: 'open' });
    return { path: { id: applicationId }, facts: { ...ofSide(side), stage: 'awaiting-payment' } };
  };

  const certificate: Make = async (side) => {
    const { iec, officeId, exporterId, officerId } = side;
    const owner = { accountId: exporterId, iec };
    const pdfKey = await storage.put(Buffer.from('a signed PDF'));
    const number = await issuedCertificate(database, owner, officerId, { pdfKey, officeId });
    return { path: { number }, facts: ofSide(side) };
  };

  const aToken: Make = async ({ exporterId: accountId }) => {
    const id = randomUUID();
    const expiresAt = new Date(Date.now() + 60_000);
    const token = { id, accountId, name: 'a program', tokenHash: id, expiresAt };
    await database.insert(apiToken).values({ ...token, scopes: ['view'] });
    return { path: { id }, facts: { accountId } };
  };

  const aSession: Make = async ({ exporterId: accountId }) => {
    const [id, tokenHash] = [randomUUID(), randomUUID()];
    const expiresAt = new Date(Date.now() + 60_000);
    await database.insert(session).values({ id, tokenHash, accountId, expiresAt });
    return { path: { id }, facts: { accountId } };
  };

  const anOfficer: Make = async ({ agencyCode }) => {
    const id = randomUUID();
    const role = 'officer' as const;
    const person = { role, login: id, name: 'An officer', email: 'officer@example.org' };
    await database.insert(account).values({ id, agencyCode, ...person });
    return { path: { id }, facts: { accountId: id, agencyCode } };
  };

  const anExporter: Make = ({ iec }) => ({ path: { iec }, facts: { iec } });

  const anOffice: Make = async ({ agencyCode, officeId }) => {
    const code = randomUUID().slice(0, 8).toUpperCase();
    const id = `${agencyCode}-${code}`;
    await database.insert(office).values({
      id,
      agencyCode,
      code,
      name: `Office ${code}`,
      place: 'Mumbai',
      address: ['1 Harbour Road'],
      merchantId: '',
      checksumKeySealed: '',
    });
    const missing = { id: `${agencyCode}-NOWHERE` };
    return { path: { id, officeId }, missing, facts: { agencyCode, officeId: id } };
  };

  return {
    caseIn,
    draftFor,
    paper,
    openOrder,
    certificate,
    anExporter,
    anOffice,
    aToken,
    aSession,
    anOfficer,
  };
}
