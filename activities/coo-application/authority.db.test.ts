import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { readCase } from '../../db/queries/case/case.ts';
import { account, mandate, officerOffice } from '../../db/schema/schema.ts';
import { exporterRights, type Right } from '../../domain/authority/actor.ts';
import type { Role } from '../../domain/authority/role.ts';
import type { Stage } from '../../domain/stage.ts';
import { caseInStage } from '../../test/records/case-in-stage.ts';
import { recordWithOffice } from '../../test/records/record-with-office.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import type { Dependencies } from '../dependencies.ts';
import { createRecordResumption } from './attention.ts';
import { createIssueCertificate } from './issue-certificate.ts';
import { createPayFee } from './pay-fee.ts';
import { createPrepareCertificate } from './prepare-certificate.ts';
import { createRecordRejection } from './record-rejection.ts';
import { createRecordSubmission } from './record-submission.ts';

const { database } = await freshDatabase();
const owner = await recordWithOffice(database);
const dependencies = { database } as Dependencies;
const recordSubmission = createRecordSubmission(dependencies);
const recordRejection = createRecordRejection(dependencies);
const prepareCertificate = createPrepareCertificate(dependencies);
const issueCertificate = createIssueCertificate(dependencies);
const recordResumption = createRecordResumption(dependencies);
const payFee = createPayFee(dependencies);

async function person(role: Role, more: { iec?: string; rights?: readonly Right[] } = {}) {
  const accountId = randomUUID();
  const { iec = null, rights = [] } = more;
  const told = { login: accountId, name: role, email: `${accountId}@example.in` };
  await database.insert(account).values({ id: accountId, role, ...told, iec, rights: [...rights] });
  return { accountId, role };
}

async function officer() {
  const by = await person('officer');
  await database.insert(officerOffice).values({ accountId: by.accountId, officeId: 'EIC-MUMBAI' });
  return by;
}

async function agent(rights: Right[]) {
  const by = await person('customs-agent');
  const granted = { iec: owner.iec, grantedBy: owner.accountId };
  await database
    .insert(mandate)
    .values({ id: randomUUID(), agentId: by.accountId, rights, ...granted });
  return by;
}

const deactivate = ({ accountId }: { accountId: string }) =>
  database.update(account).set({ active: false }).where(eq(account.id, accountId));

type By = { accountId: string; role: Role };
const paymentMethod = 'gateway' as const;
const submitAs = async (by: By, way: 'wallet' | 'gateway' = paymentMethod) => {
  const applicationId = await caseInStage(database, 'draft', owner);
  return recordSubmission({ applicationId, by, expectedRevision: 3, paymentMethod: way });
};
const refusedWith = (code: string) => ({ refused: { code } });
const submitted = { stage: 'submitted', revision: 4 };

/** Every other step, as it would be asked for by somebody. */
const steps: [string, Stage, (applicationId: string, by: By) => Promise<unknown>][] = [
  ['pay', 'awaiting-payment', (id, by) => payFee({ ...at(id), by, paymentMethod })],
  ['reject', 'under-review', (id, by) => recordRejection({ ...at(id), by, reasons: [] })],
  [
    'approve',
    'under-review',
    (id, by) => prepareCertificate({ ...at(id), by, signingOfficer: by.accountId }),
  ],
  ['resume', 'needs-attention', (id, by) => recordResumption({ ...at(id), by, note: 'go on' })],
];
const at = (applicationId: string) => ({ applicationId, revision: 3 });

describe('the record is asked again at the moment of each step', () => {
  test('who has the right to sign submits, and nobody else', async () => {
    const { iec } = owner;
    const clerk = await person('exporter', { iec, rights: ['view', 'prepare'] });
    const stranger = await person('exporter', { iec: '0388012345', rights: exporterRights });
    expect(await submitAs({ ...owner, role: 'exporter' })).toEqual(submitted);
    expect(await submitAs(clerk)).toMatchObject(refusedWith('not-authorised'));
    expect(await submitAs(stranger)).toMatchObject(refusedWith('not-authorised'));
  });

  test('what is taken from the wallet needs the right to pay', async () => {
    const signer = await agent(['view', 'sign']);
    expect(await submitAs(signer, 'gateway')).toEqual(submitted);
    expect(await submitAs(signer, 'wallet')).toMatchObject(refusedWith('not-authorised'));
    expect(await submitAs(await agent(['view', 'sign', 'pay']), 'wallet')).toEqual(submitted);
  });

  test('a mandate that is revoked at this moment is worth nothing', async () => {
    const by = await agent(['view', 'sign', 'pay']);
    expect(await submitAs(by)).toEqual(submitted);
    await database
      .update(mandate)
      .set({ revokedAt: new Date() })
      .where(eq(mandate.agentId, by.accountId));
    expect(await submitAs(by)).toMatchObject(refusedWith('not-authorised'));
  });

  test.each(steps)(
    '%s: nobody in the name of an account that is not active',
    async (_, stage, step) => {
      const everybody = [
        await officer(),
        await person('dgft-operations'),
        await agent(['view', 'pay']),
      ];
      for (const by of everybody) {
        await deactivate(by);
        const id = await caseInStage(database, stage, owner);
        expect(await step(id, by)).toMatchObject({ stage, ...refusedWith('not-authorised') });
        expect((await readCase(database, id)).revision).toBe(3);
      }
    },
  );

  test.each(steps)('%s: nobody by claiming a role that he has not got', async (_, stage, step) => {
    for (const role of ['dgft-operations', 'officer', 'customs-agent'] as const) {
      const by = { ...(await person('helpdesk')), role };
      const id = await caseInStage(database, stage, owner);
      expect(await step(id, by)).toMatchObject({ stage, ...refusedWith('not-authorised') });
    }
  });

  test('nobody decides a case that he has made', async () => {
    const by = await officer();
    const id = await caseInStage(database, 'under-review', { ...owner, accountId: by.accountId });
    const asked = { ...at(id), by };
    expect(await recordRejection({ ...asked, reasons: [] })).toMatchObject(
      refusedWith('not-authorised'),
    );
    expect(await prepareCertificate({ ...asked, signingOfficer: by.accountId })).toMatchObject(
      refusedWith('not-authorised'),
    );
  });

  test('no officer signs what another officer approved', async () => {
    const signer = await officer();
    const id = await caseInStage(database, 'awaiting-signature', owner, {
      signingOfficerId: signer.accountId,
    });
    const renewed = { ...at(id), by: await officer(), signingOfficer: signer.accountId };
    expect(await prepareCertificate(renewed)).toMatchObject(refusedWith('not-signing-officer'));
    const signed = { ...at(id), by: await officer(), signature: '' };
    expect(await issueCertificate(signed)).toMatchObject(refusedWith('not-signing-officer'));
  });
});
