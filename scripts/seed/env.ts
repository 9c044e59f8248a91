import path from 'node:path';
import { z } from 'zod';

const settings = z.object({
  DATABASE_URL: z.string(),
  ECOO_DATA_DIR: z.string(),
  ECOO_SECRETS_DIR: z.string(),
  ECOO_PUBLIC_URL: z.string(),
  DGFT_URL: z.string(),
  PAYMENT_GATEWAY_URL: z.string(),
  SMS_URL: z.string(),
  SMS_ENTITY_ID: z.string(),
  CERTIFYING_AUTHORITY_URL: z.string(),
  TRUST_ANCHORS_FILE: z.string(),
});

export type SeedEnv = ReturnType<typeof readSeedEnv>;

/** The addresses and folders of the stack that is to be filled. Throws where one is missing. */
export function readSeedEnv() {
  const env = settings.parse(process.env);
  return { ...env, simulatorsDir: path.join(env.ECOO_DATA_DIR, 'simulators') };
}
