import { z } from 'zod';
import { commandFailure, EXIT } from '../exit-code.ts';

const TIME_LIMIT_MS = 15_000;

const serviceAnswer = z.object({
  number: z.string(),
  genuine: z.boolean(),
  pdfSha256: z.string(),
  statusCurrent: z.object({
    status: z.enum(['in-force', 'superseded', 'cancelled', 'expired']),
    sentence: z.string(),
  }),
});

const notFound = z.object({ code: z.literal('certificate-not-found') });

/** What the issuing service says today; `unknown` is a number that it does not vouch for. */
export interface OnlineStatus {
  status: 'in-force' | 'superseded' | 'cancelled' | 'expired' | 'unknown';
  sentence: string;
  /** SHA-256 (hex) of the file that the service issued under this number. */
  pdfSha256: string | null;
}

/**
 * Asks the issuing service for a certificate's status. `service` is its address.
 * Throws CommandFailure where no sensible answer comes: who asked must not take silence for a yes.
 */
export async function askStatus(service: string, number: string): Promise<OnlineStatus> {
  const url = `${service.replace(/\/+$/, '')}/api/v1/verify/${encodeURIComponent(number)}`;
  const answer = await ask(url);
  // A wrong address answers 404 too, in other words.
  if (answer.status === 404 && notFound.safeParse(answer.body).success)
    return { status: 'unknown', sentence: 'The service issued no such number.', pdfSha256: null };
  const parsed = serviceAnswer.safeParse(answer.body);
  if (answer.status !== 200 || !parsed.success || parsed.data.number !== number)
    throw commandFailure(EXIT.usage, `${url} gave no verification (status ${answer.status}).`);
  const { genuine, statusCurrent, pdfSha256 } = parsed.data;
  if (!genuine)
    return { status: 'unknown', sentence: 'The service does not vouch for its record.', pdfSha256 };
  return { ...statusCurrent, pdfSha256 };
}

async function ask(url: string): Promise<{ status: number; body: unknown }> {
  try {
    const options = { signal: AbortSignal.timeout(TIME_LIMIT_MS), redirect: 'error' } as const;
    const response = await fetch(url, { ...options, headers: { accept: 'application/json' } });
    return { status: response.status, body: await response.json() };
  } catch {
    throw commandFailure(EXIT.usage, `The status could not be asked for at ${url}.`);
  }
}
