import { ApplicationFailure } from '@temporalio/common';
import { isGatewayUnavailable } from '../gateways/unavailable.ts';
import { failureType } from '../workflows/failure.ts';

/** A broken invariant: the case is parked for a person instead of being tried again. */
export const corrupt = (message: string) =>
  ApplicationFailure.nonRetryable(message, failureType.corrupt);

/**
 * Turns a gateway's absence into the failure that Temporal retries, after the wait that the
 * system asked for. Everything else passes through: unknown errors are retried as they are.
 */
export async function overGateway<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isGatewayUnavailable(error)) throw error;
    throw ApplicationFailure.create({
      type: failureType.upstreamUnavailable,
      message: `${error.system} is away: ${error.message}`,
      cause: error,
      ...(error.retryAfterSeconds ? { nextRetryDelay: error.retryAfterSeconds * 1000 } : {}),
    });
  }
}
