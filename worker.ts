import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities } from './activities/activities.ts';
import { readMasterKeys, requireKnown } from './credential/key-ring.ts';
import { openDatabase } from './db/database.ts';
import { listKeysInUse } from './db/queries/keys/sealed-text.ts';
import { isAnythingDue } from './db/queries/notice/case-message.ts';
import { readPlaces } from './domain/registration/certificate-match.ts';
import { readWorkerEnv, type WorkerEnv } from './env.ts';
import { createDgft } from './gateways/dgft/registry.ts';
import { createMail } from './gateways/message/mail.ts';
import { createSms } from './gateways/message/sms.ts';
import { createWebhookSender } from './gateways/message/webhook.ts';
import { createPaymentGateway } from './gateways/payment/client.ts';
import { createRevocation } from './gateways/revocation.ts';
import { readCertificates, readQrKey } from './gateways/secrets.ts';
import { createFileStorage } from './gateways/storage.ts';
import { createTimestampAuthority } from './gateways/timestamp.ts';
import { encryptingDataConverter } from './temporal/data-converter.ts';
import { readPayloadKeys } from './temporal/payload-keys.ts';
import { keepSchedule } from './temporal/schedules.ts';
import { startWhenDue } from './temporal/start-when-due.ts';
import { bundleWorkflows } from './temporal/workflow-bundle.ts';
import { caseTaskQueue } from './workflows/case/contract.ts';
import * as caseNotices from './workflows/case-notices/contract.ts';
import * as dgftSync from './workflows/dgft-sync/contract.ts';
import * as lowBalance from './workflows/low-balance/contract.ts';
import * as paymentSweep from './workflows/payment-sweep/contract.ts';
import * as reviewSweep from './workflows/review-sweep/contract.ts';
import * as settlement from './workflows/settlement-reconciliation/contract.ts';
import * as tokenExpiry from './workflows/signing-token-expiry/contract.ts';

const timeoutMs = 10_000;

/** The composition root: everything that the activities act on is put together here. */
async function createDependencies(env: WorkerEnv) {
  const secretsDir = env.ECOO_SECRETS_DIR;
  return {
    database: openDatabase(env.DATABASE_URL, { max: 10 }),
    storage: createFileStorage(join(env.ECOO_DATA_DIR, 'storage')),
    dgft: createDgft({ url: env.DGFT_URL, apiKey: env.DGFT_API_KEY, timeoutMs }),
    paymentGateway: createPaymentGateway({ url: env.PAYMENT_GATEWAY_URL, timeoutMs }),
    mailer: createMail({ url: env.SMTP_URL, from: env.MAIL_FROM, timeoutMs }),
    sms: createSms({
      url: env.SMS_URL,
      apiKey: env.SMS_API_KEY,
      senderId: env.SMS_SENDER_ID,
      entityId: env.SMS_ENTITY_ID,
      timeoutMs,
    }),
    webhookSender: createWebhookSender({ targets: env.WEBHOOK_TARGETS, timeoutMs }),
    timestampAuthority: createTimestampAuthority({ url: env.TIMESTAMP_URL, timeoutMs }),
    revocation: createRevocation({ timeoutMs }),
    trustAnchors: await readCertificates(env.TRUST_ANCHORS_FILE),
    certificatePlaces: readPlaces(env.DSC_IEC_PLACES),
    qrKey: await readQrKey(secretsDir),
    masterKeys: await readMasterKeys(secretsDir),
    publicUrl: env.ECOO_PUBLIC_URL.replace(/\/$/, ''),
  };
}

const env = readWorkerEnv();
Runtime.install({ shutdownSignals: ['SIGTERM', 'SIGINT'] });
const [dependencies, keys, connection, workflowBundle] = await Promise.all([
  createDependencies(env),
  readPayloadKeys(env.ECOO_SECRETS_DIR),
  NativeConnection.connect({ address: env.TEMPORAL_ADDRESS }),
  bundleWorkflows(new URL('./workflows/workflows.ts', import.meta.url)),
]);
requireKnown(dependencies.masterKeys, await listKeysInUse(dependencies.database));
const namespace = env.TEMPORAL_NAMESPACE;
const dataConverter = encryptingDataConverter(keys);
const client = new Client({ connection, namespace, dataConverter });
await keepSchedule(client, {
  scheduleId: dgftSync.dgftSyncSchedule,
  workflow: dgftSync.dgftSyncName,
  workflowId: dgftSync.dgftSyncId,
  taskQueue: caseTaskQueue,
  everyMinutes: dgftSync.dgftSyncEveryMinutes,
});
await keepSchedule(client, {
  scheduleId: paymentSweep.paymentSweepSchedule,
  workflow: paymentSweep.paymentSweepName,
  workflowId: paymentSweep.paymentSweepId,
  taskQueue: caseTaskQueue,
  everyMinutes: paymentSweep.paymentSweepEveryMinutes,
});
await keepSchedule(client, {
  scheduleId: lowBalance.lowBalanceSchedule,
  workflow: lowBalance.lowBalanceName,
  workflowId: lowBalance.lowBalanceId,
  taskQueue: caseTaskQueue,
  everyMinutes: lowBalance.lowBalanceEveryMinutes,
});
await keepSchedule(client, {
  scheduleId: settlement.settlementSchedule,
  workflow: settlement.settlementReconciliationName,
  workflowId: settlement.settlementReconciliationId,
  taskQueue: caseTaskQueue,
  everyMinutes: settlement.settlementEveryMinutes,
  fromMinute: settlement.settlementFromMinute,
});
await keepSchedule(client, {
  scheduleId: reviewSweep.reviewSweepSchedule,
  workflow: reviewSweep.reviewSweepName,
  workflowId: reviewSweep.reviewSweepId,
  taskQueue: caseTaskQueue,
  everyMinutes: reviewSweep.reviewSweepEveryMinutes,
});
await keepSchedule(client, {
  scheduleId: tokenExpiry.signingTokenExpirySchedule,
  workflow: tokenExpiry.signingTokenExpiryName,
  workflowId: tokenExpiry.signingTokenExpiryId,
  taskQueue: caseTaskQueue,
  everyMinutes: tokenExpiry.signingTokenExpiryEveryMinutes,
});
const worker = await Worker.create({
  connection,
  namespace,
  workflowBundle,
  dataConverter,
  // So long a case waits for the worker that had it when that one dies; the default is ten.
  stickyQueueScheduleToStartTimeout: '5 seconds',
  // The default of 0 would cancel an issue in its middle at every deploy.
  shutdownGraceTime: '30 seconds',
  shutdownForceTime: '45 seconds',
  taskQueue: caseTaskQueue,
  activities: createActivities(dependencies),
  maxCachedWorkflows: 300,
});
const stopLooking = startWhenDue(client, {
  workflow: caseNotices.caseNoticesName,
  workflowId: caseNotices.caseNoticesId,
  taskQueue: caseTaskQueue,
  everyMs: caseNotices.caseNoticesEveryMs,
  restMs: caseNotices.caseNoticesRestMs,
  isDue: () => isAnythingDue(dependencies.database),
  onFailure: (error) => console.error(`the outbox cannot be looked into just now: ${error}`),
});
console.log(JSON.stringify({ ready: true, taskQueue: caseTaskQueue }));
await worker.run();
await stopLooking();
dependencies.mailer.close();
await dependencies.database.$client.end();
await connection.close();
