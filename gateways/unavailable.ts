/**
 * An outside system that gave no usable answer: away, too slow, overloaded, or not making sense.
 * Asking again later may help; `retryAfterSeconds` is what the system itself wished for, if anything.
 */
export type GatewayUnavailable = Error & {
  name: 'GatewayUnavailable';
  /** The system by the name in the address book, such as `dgft`. */
  system: string;
  retryAfterSeconds: number | null;
};

/** The one error that gateways throw. `detail` never holds a secret or a person's data. */
export const gatewayUnavailable = (
  system: string,
  detail: string,
  more: { retryAfterSeconds?: number | null; cause?: unknown } = {},
): GatewayUnavailable =>
  Object.assign(new Error(`${system}: ${detail}`, { cause: more.cause }), {
    name: 'GatewayUnavailable' as const,
    system,
    retryAfterSeconds: more.retryAfterSeconds ?? null,
  });

/** Whether a caught value is the error that gateways throw. */
export function isGatewayUnavailable(thrown: unknown): thrown is GatewayUnavailable {
  return thrown instanceof Error && thrown.name === 'GatewayUnavailable';
}
