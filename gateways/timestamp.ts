import { exchangeBytes } from './bounded-exchange.ts';
import { gatewayUnavailable } from './unavailable.ts';

/** A token with its chain is some 5 kB; a larger answer is none. */
const MAXIMUM_BYTES = 64 * 1024;

/**
 * The time-stamp authority of RFC 3161 over HTTP. Carries bytes only: requests are made, and
 * responses checked, by the document room.
 */
export function createTimestampAuthority(settings: { url: string; timeoutMs: number }) {
  const system = { name: 'timestamp', ...settings, maximumBytes: MAXIMUM_BYTES };

  /**
   * Sends a DER TimeStampReq and gives back the DER TimeStampResp, unread. Safe to repeat.
   * Throws GatewayUnavailable and nothing else.
   */
  async function requestTimestamp(request: Uint8Array): Promise<Uint8Array> {
    const answer = await exchangeBytes(system, {
      method: 'POST',
      headers: {
        'content-type': 'application/timestamp-query',
        accept: 'application/timestamp-reply',
      },
      body: request,
    });
    // A captive portal or a proxy answers 200 with a page.
    if (answer.contentType.split(';')[0]?.trim() !== 'application/timestamp-reply')
      throw gatewayUnavailable('timestamp', 'the answer is not a time-stamp reply');
    return answer.bytes;
  }

  return { requestTimestamp };
}

export type TimestampAuthority = ReturnType<typeof createTimestampAuthority>;
