import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import pino from 'pino';
import { readMasterKeys, requireKnown } from '../credential/key-ring.ts';
import { openDatabase } from '../db/database.ts';
import { deleteOldAnswers } from '../db/queries/case/idempotency.ts';
import { listKeysInUse } from '../db/queries/keys/sealed-text.ts';
import { deleteExpiredCaptchas } from '../db/queries/sign-in/captcha.ts';
import { deleteEndedDgftSignIns } from '../db/queries/sign-in/dgft-sign-in.ts';
import { deleteExpiredCodes } from '../db/queries/sign-in/one-time-code.ts';
import { deleteEndedLimits } from '../db/queries/sign-in/rate-limit.ts';
import { deleteEndedSessions } from '../db/queries/sign-in/session.ts';
import { deleteForgottenNetworks } from '../db/queries/sign-in/sign-in.ts';
import { readPlaces } from '../domain/registration/certificate-match.ts';
import { readApiEnv } from '../env.ts';
import { createDgftSignIn } from '../gateways/dgft/sign-in.ts';
import { createImportFolder } from '../gateways/import-folder.ts';
import { createRevocation } from '../gateways/revocation.ts';
import { readDgftClientSecret, readDgftNoticeSecrets } from '../gateways/secrets.ts';
import { createFileStorage } from '../gateways/storage.ts';
import { connectTemporal } from '../temporal/client.ts';
import { readPayloadKeys } from '../temporal/payload-keys.ts';
import { createApp } from './app.ts';
import { errorForLog } from './error-for-log.ts';
import { openTally } from './verification/tally.ts';

const sweepEveryMs = 10 * 60_000;
const revocationTimeoutMs = 5_000;
const dgftTimeoutMs = 10_000;
const graceMs = 15_000;

const env = readApiEnv();
const logger = pino({ name: 'api', serializers: { err: errorForLog } });
const database = openDatabase(env.DATABASE_URL);
const lookups = openDatabase(env.DATABASE_URL, { max: 2 });
const masterKeys = await readMasterKeys(env.ECOO_SECRETS_DIR);
requireKnown(masterKeys, await listKeysInUse(database));
const temporal = await connectTemporal(env);
const tally = openTally(database, logger);
const withoutSlash = (url: string) => url.replace(/\/$/, '');
const publicUrl = withoutSlash(env.ECOO_PUBLIC_URL);

const app = createApp({
  database,
  lookups,
  temporal,
  tally,
  storage: createFileStorage(join(env.ECOO_DATA_DIR, 'storage')),
  imports: createImportFolder(resolve(env.ECOO_IMPORT_DIR ?? join(env.ECOO_DATA_DIR, 'imports'))),
  logger,
  publicUrl,
  paymentGatewayUrl: withoutSlash(env.PAYMENT_GATEWAY_URL),
  temporalUiUrl: env.TEMPORAL_UI_URL ? withoutSlash(env.TEMPORAL_UI_URL) : null,
  namespace: env.TEMPORAL_NAMESPACE,
  masterKeys,
  webhookTargets: env.WEBHOOK_TARGETS,
  payloadKeys: await readPayloadKeys(env.ECOO_SECRETS_DIR),
  trustedProxies: env.API_TRUSTED_PROXIES?.split(/[\s,]+/).filter(Boolean) ?? [],
  dgftSignIn: createDgftSignIn({
    issuer: env.DGFT_SIGN_IN_URL,
    clientId: env.DGFT_CLIENT_ID,
    clientSecret: await readDgftClientSecret(env.ECOO_SECRETS_DIR),
    redirectUri: `${publicUrl}/sign-in/dgft/callback`,
    timeoutMs: dgftTimeoutMs,
  }),
  dgftNoticeSecrets: await readDgftNoticeSecrets(env.ECOO_SECRETS_DIR),
  revocation: createRevocation({ timeoutMs: revocationTimeoutMs }),
  certificatePlaces: readPlaces(env.DSC_IEC_PLACES),
  trustAnchors: await readFile(env.TRUST_ANCHORS_FILE, 'utf8'),
  qrCertificates: await readFile(join(env.ECOO_SECRETS_DIR, 'qr-certificate.pem'), 'utf8'),
});

const server: Server = app.listen(env.API_PORT, env.API_HOST, (error?: Error) => {
  if (error) throw error;
  logger.info({ host: env.API_HOST, port: env.API_PORT }, 'listening');
});
server.requestTimeout = 60_000;
// Longer than a proxy keeps its own end open, or it would send into a closing connection.
server.keepAliveTimeout = 75_000;

/** What has ended, row by row. */
const endings = [
  deleteEndedSessions,
  deleteOldAnswers,
  deleteExpiredCaptchas,
  deleteEndedLimits,
  deleteExpiredCodes,
  deleteEndedDgftSignIns,
  deleteForgottenNetworks,
];

const sweep = setInterval(() => {
  Promise.all(endings.map((remove) => remove(database))).catch((error) =>
    logger.warn({ err: error }, 'could not remove what has ended'),
  );
}, sweepEveryMs);

/** Lets requests that are at work finish, then closes what they stand on. */
function stop(): void {
  clearInterval(sweep);
  server.close(async () => {
    await tally.flush();
    await Promise.all([database, lookups].map((one) => one.$client.end({ timeout: 5 })));
    await temporal.connection.close();
  });
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), graceMs).unref();
}
process.once('SIGTERM', stop).once('SIGINT', stop);
