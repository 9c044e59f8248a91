import { randomUUID, sign } from 'node:crypto';
import path from 'node:path';
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { Database } from '../../db/database.ts';
import { readSigningRequest } from '../../db/queries/certificate/certificate.ts';
import { book } from '../../db/queries/money/ledger/ledger.ts';
import { account, application } from '../../db/schema/schema.ts';
import { openingBalance } from '../../domain/money/posting.ts';
import * as contract from '../../workflows/case/contract.ts';
import { cooApplicationId, cooApplicationName } from '../../workflows/coo-application/contract.ts';
import { readApplicationFile } from '../demo/application-file.ts';
import { projectDir } from '../env.ts';
import type { BenchOfficer } from './officer.ts';

/** A draft ready to be submitted, and the exporter's account that submits it. */
export type BenchDraft = { id: string; exporter: string };

/** PostgreSQL takes 65,534 values at once. */
const rowsAtOnce = 5_000;

/** Drafts of the sample application, as many as asked, with money for their fees in the wallet. */
export async function insertDrafts(database: Database, count: number): Promise<BenchDraft[]> {
  const file = await readApplicationFile(
    path.join(projectDir, 'samples/applications/aifta-resin.json'),
  );
  const { application: content, exporter } = file;
  const [exporterAccount] = await database
    .select({ id: account.id })
    .from(account)
    .where(eq(account.login, exporter.iec));
  if (!exporterAccount) throw new Error('the sample exporter is not seeded');
  const rows = Array.from({ length: count }, () => ({
    id: uuid(),
    iec: exporter.iec,
    scheme: content.scheme,
    officeId: `${content.agency}-${content.office}`,
    stage: 'draft' as const,
    revision: 1,
    content,
    createdBy: exporterAccount.id,
  }));
  const { agency, office } = content;
  const posting = openingBalance({ iec: exporter.iec, agency, office, paise: count * 100_000 });
  await book(database, [{ key: `bench/${uuid()}`, applicationId: null, posting }]);
  for (let at = 0; at < count; at += rowsAtOnce) {
    await database.insert(application).values(rows.slice(at, at + rowsAtOnce));
  }
  return rows.map(({ id, createdBy }) => ({ id, exporter: createdBy }));
}

/** Submits a draft by the message that the API sends. */
export function submitCase(client: Client, { id: applicationId, exporter: accountId }: BenchDraft) {
  const exporter = { accountId, role: 'exporter' } as const;
  return client.workflow.executeUpdateWithStart(contract.submit, {
    args: [{ by: exporter, expectedRevision: 1, paymentMethod: 'wallet' }],
    updateId: randomUUID(),
    startWorkflowOperation: new WithStartWorkflowOperation(cooApplicationName, {
      workflowId: cooApplicationId(applicationId),
      taskQueue: contract.caseTaskQueue,
      args: [{ applicationId }],
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
  });
}

/** Drives a draft to its certificate by the messages that the API sends; gives its history's length. */
export async function issueCase(
  client: Client,
  database: Database,
  officer: BenchOfficer,
  draft: BenchDraft,
): Promise<() => Promise<number>> {
  const applicationId = draft.id;
  const submitted = await submitCase(client, draft);
  const handle = client.workflow.getHandle(cooApplicationId(applicationId));
  const by = { accountId: officer.accountId, role: 'officer' } as const;
  const approved = await handle.executeUpdate(contract.decide, {
    args: [{ by, expectedRevision: submitted.revision, decision: { approve: true } }],
  });
  const request = await readSigningRequest(database, applicationId);
  if (!request) throw new Error('nothing to sign');
  const signedAttributes = Buffer.from(request.signedAttributes, 'base64');
  const signature = sign('sha256', signedAttributes, officer.privateKey).toString('base64');
  await handle.executeUpdate(contract.attachSignature, {
    args: [{ by, expectedRevision: approved.revision, signature }],
  });
  await handle.result();
  return async () => (await handle.describe()).historyLength;
}
