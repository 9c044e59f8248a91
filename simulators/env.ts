import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535).default(0);

/** Settings of the simulators. Port 0 takes any that is free. */
const settings = z.object({
  SIMULATORS_DATA_DIR: z.string().min(1),
  DGFT_PORT: port,
  /** The key that the product must send; the same default as the product's own. */
  DGFT_API_KEY: z.string().min(1).default('ecoo'),
  PAYMENT_GATEWAY_PORT: port,
  MAILBOX_SMTP_PORT: port,
  MAILBOX_PORT: port,
  PHONE_PORT: port,
  SMS_API_KEY: z.string().min(1).default('ecoo'),
  CERTIFYING_AUTHORITY_PORT: port,
});

/** Reads the environment; throws one Error that names everything missing or wrong. */
export function readSimulatorsEnv(): z.infer<typeof settings> {
  const read = settings.safeParse(process.env);
  if (read.success) return read.data;
  const problems = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The simulators cannot start. ${problems.join('; ')}`);
}
