import { z } from 'zod';

const database = z.object({
  DATABASE_URL: z.string().startsWith('postgres').describe('PostgreSQL, with user and password'),
});

const temporal = z.object({
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233').describe('Temporal frontend, host:port'),
  TEMPORAL_NAMESPACE: z.string().default('ecoo').describe('Temporal namespace of the service'),
  ECOO_SECRETS_DIR: z
    .string()
    .describe(
      'folder of the secrets: payload-keys.json, master-key (one key, or several: operations.md), qr-*.pem, dgft-*-secret',
    ),
});

const storage = z.object({
  ECOO_DATA_DIR: z.string().describe('folder of the stored files, by content hash'),
  ECOO_PUBLIC_URL: z.url().describe('address that QR codes and mails lead to'),
  TRUST_ANCHORS_FILE: z.string().describe('PEM of the trusted roots'),
});

const webhookTargets = z
  .enum(['public', 'any'])
  .default('public')
  .describe('webhooks go to https on the public internet; `any`: anywhere, for trying out alone');

const iecPlaces = z
  .string()
  .default(
    'subject.organizationalUnit,subject.userId,subject.organizationIdentifier,' +
      'subjectAltName,subject.serialNumber=sha256(pan)',
  )
  .describe(
    "where an exporter's certificate is searched for the IEC, in order; also `extension:<oid>`",
  );

const worker = z.object({
  ...database.shape,
  ...temporal.shape,
  ...storage.shape,
  DGFT_URL: z.url().describe("DGFT's IEC registry"),
  DGFT_API_KEY: z.string().default('ecoo').describe('key that DGFT gave to this service'),
  PAYMENT_GATEWAY_URL: z.url().describe('payment gateway'),
  SMTP_URL: z.string().startsWith('smtp').describe('mail server'),
  SMS_URL: z.url().describe('SMS gateway'),
  SMS_API_KEY: z.string().describe('key that the SMS gateway gave to this service'),
  SMS_SENDER_ID: z
    .string()
    .regex(/^[A-Z]{6}$/)
    .default('DGFTCO')
    .describe('sender (DLT header) of the SMS'),
  SMS_ENTITY_ID: z.string().min(1).describe('principal entity on the DLT platform, 19 digits'),
  WEBHOOK_TARGETS: webhookTargets,
  MAIL_FROM: z.email().default('coo-dgft@gov.in').describe("sender of the service's mails"),
  DSC_IEC_PLACES: iecPlaces,
  TIMESTAMP_URL: z.url().describe('time-stamp authority (RFC 3161)'),
});

const migration = z.object({
  ...database.shape,
  ...temporal.shape,
  ECOO_DATA_DIR: storage.shape.ECOO_DATA_DIR,
});

const api = z.object({
  ...database.shape,
  ...temporal.shape,
  ...storage.shape,
  DSC_IEC_PLACES: iecPlaces,
  API_HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  API_PORT: z.coerce.number().int().default(8080).describe('port to listen on'),
  API_TRUSTED_PROXIES: z
    .string()
    .optional()
    .describe('proxies in front, addresses or subnets by comma: their X-Forwarded-For is believed'),
  PAYMENT_GATEWAY_URL: z.url().describe('payment gateway, as browsers reach it'),
  WEBHOOK_TARGETS: webhookTargets,
  DGFT_SIGN_IN_URL: z.url().describe("issuer of DGFT's sign-in service (OpenID Connect)"),
  DGFT_CLIENT_ID: z.string().default('ecoo').describe('id that DGFT gave to this service'),
  ECOO_IMPORT_DIR: z
    .string()
    .optional()
    .describe(
      'folder in which exports of the earlier platform lie, which the worker reads too; without it, `imports` in ECOO_DATA_DIR',
    ),
  TEMPORAL_UI_URL: z.url().optional().describe('Temporal UI, allowed to ask the codec server'),
});

/** Every setting of each process; `docs/configuration.md` is made from it. */
export const settings = { database, worker, migration, api } as const;

/**
 * Reads one process's settings from its environment.
 * Throws one Error that names every missing or wrong setting, and no value.
 */
function read<Shape extends z.ZodObject>(schema: Shape): z.output<Shape> {
  const result = schema.safeParse(process.env);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`These settings are missing or wrong:\n${lines.join('\n')}`);
}

export const readDatabaseEnv = () => read(database);
export const readWorkerEnv = () => read(worker);
export const readMigrationWorkerEnv = () => read(migration);
export const readApiEnv = () => read(api);

export type WorkerEnv = ReturnType<typeof readWorkerEnv>;
