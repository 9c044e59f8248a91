import { WithStartWorkflowOperation } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { eq } from 'drizzle-orm';
import { expect, vi } from 'vitest';
import type { Activities } from '../../activities/activities.ts';
import {
  createRecordAttention,
  createRecordResumption,
} from '../../activities/coo-application/attention.ts';
import { createReleaseCase } from '../../activities/coo-application/release-case.ts';
import { createFindCasesOfClosedAgencies } from '../../activities/dgft-sync/find-cases-of-closed-agencies.ts';
import { createDeactivateOfficer } from '../../activities/officer-deactivation/deactivate-officer.ts';
import { createListCasesToRelease } from '../../activities/officer-deactivation/list-cases-to-release.ts';
import { createMapOfficer } from '../../activities/officer-deactivation/map-officer.ts';
import { refusal } from '../../activities/step-result.ts';
import type { Database } from '../../db/database.ts';
import { readOfficerOf } from '../../db/queries/account/authority.ts';
import { findCase } from '../../db/queries/case/application.ts';
import { reserveNumber } from '../../db/queries/certificate/certificate-number.ts';
import { application, office } from '../../db/schema/schema.ts';
import type { AccountNotice } from '../../workflows/account-message/contract.ts';
import * as contract from '../../workflows/case/contract.ts';
import { cooApplicationId, cooApplicationName } from '../../workflows/coo-application/contract.ts';
import { failureType } from '../../workflows/failure.ts';
import { apiServer, type Login } from '../servers/api-server.ts';
import { connectEngine, ownNamespace } from '../servers/case-worker.ts';
import { caseInStage } from './case-in-stage.ts';

const nothingNew = async () => ({ read: 0, changed: 0, more: false });

/**
 * Cases that an officer has approved and none has signed, in an engine of the test file's own, with
 * the API over the same record. Real are the steps that send cases back and put officers off; those
 * that bring a case so far only do what they tell. `more` are steps beside those. Call it at the file's
 * top.
 */
export async function approvedCases(
  more: (database: Database) => Partial<Activities> = () => ({}),
) {
  // A namespace of its own: the API sends to the product's task queue, which other tests serve too.
  const namespace = await ownNamespace('officers');
  const { client: temporal, work } = await connectEngine(namespace);
  const { call, database, idOf, signIn } = await apiServer({ temporal });
  const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };
  await database.insert(office).values({
    id: 'EIC-PUNE',
    agencyCode: 'EIC',
    code: 'PUNE',
    name: 'EIC Pune',
    place: 'Pune',
    address: ['Plot 7'],
    merchantId: '',
    checksumKeySealed: '',
  });

  /** What people were told of their accounts. */
  const notices: { accountId: string; notice: AccountNotice }[] = [];
  /** Cases whose next signature finds what cannot be. */
  const broken = new Set<string>();

  const activities: Partial<Activities> = {
    recordSubmission: async ({ expectedRevision }) => ({
      stage: 'submitted',
      revision: expectedRevision + 1,
    }),
    lookupIec: async () => ({ status: 'active' }),
    openApplication: async ({ revision }) => ({
      stage: 'under-review',
      revision: revision + 1,
      orderOpen: false,
    }),
    prepareCertificate: async ({ applicationId, revision, signingOfficer }) => {
      const moved = { stage: 'awaiting-signature', revision: revision + 1 } as const;
      const one = await findCase(database, applicationId);
      await reserveNumber(database, {
        applicationId,
        officeId: one?.officeId ?? '',
        year: 2026,
        format: (serial) => `${one?.officeId}-${serial}`,
      });
      await database
        .update(application)
        .set({ ...moved, signingOfficerId: signingOfficer })
        .where(eq(application.id, applicationId));
      return moved;
    },
    issueCertificate: async ({ applicationId, revision, by }) => {
      if (broken.delete(applicationId))
        throw ApplicationFailure.nonRetryable('the prepared PDF is gone', failureType.corrupt);
      const one = await findCase(database, applicationId);
      const officer = await readOfficerOf(database, one?.officeId ?? '', by.accountId);
      if (officer) return { stage: 'issued', revision: revision + 1 };
      const refused = refusal('not-signing-officer', 'Only the officer may sign it.');
      return { stage: 'awaiting-signature', revision, refused };
    },
    recordAttention: createRecordAttention({ database }),
    recordResumption: createRecordResumption({ database }),
    releaseCase: createReleaseCase({ database }),
    deactivateOfficer: createDeactivateOfficer({ database }),
    mapOfficer: createMapOfficer({ database }),
    listCasesToRelease: createListCasesToRelease({ database }),
    sendAccountNotice: async ({ accountId, notice }) => {
      notices.push({ accountId, notice });
      return { sent: true };
    },
    syncFirms: nothingNew,
    syncAccounts: nothingNew,
    syncAgencies: nothingNew,
    syncHolidays: nothingNew,
    findCasesOfClosedAgencies: createFindCasesOfClosedAgencies({ database }),
    ...more(database),
  };

  await work(contract.caseTaskQueue, activities);

  const handleOf = (id: string) => temporal.workflow.getHandle(cooApplicationId(id));
  const by = (login: Login) => ({ accountId: idOf(login), role: 'officer' as const });

  /** A case that waits for the signature of the officer who approved it, at revision 4. */
  async function approvedBy(login: Login, officeId = 'EIC-MUMBAI'): Promise<string> {
    const id = await caseInStage(database, 'under-review', owner, { officeId });
    const exporter = { accountId: owner.accountId, role: 'exporter' as const };
    await temporal.workflow.executeUpdateWithStart(contract.submit, {
      args: [{ by: exporter, expectedRevision: 1, paymentMethod: 'wallet' }],
      startWorkflowOperation: new WithStartWorkflowOperation(cooApplicationName, {
        workflowId: cooApplicationId(id),
        taskQueue: contract.caseTaskQueue,
        args: [{ applicationId: id }],
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    });
    const approval = { by: by(login), expectedRevision: 3, decision: { approve: true as const } };
    await handleOf(id).executeUpdate(contract.decide, { args: [approval] });
    return id;
  }

  const stateOf = (id: string) => handleOf(id).query(contract.state);
  const released = (id: string) =>
    vi.waitFor(async () => expect((await findCase(database, id))?.stage).toBe('under-review'), {
      timeout: 30_000,
      interval: 200,
    });

  return {
    call,
    database,
    idOf,
    signIn,
    temporal,
    namespace,
    broken,
    notices,
    by,
    handleOf,
    approvedBy,
    stateOf,
    released,
  };
}
