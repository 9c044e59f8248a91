import { type LookupAddress, lookup as resolveName } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { WebhookTargets } from '../../domain/notification/webhook.ts';
import { isPublicAddress } from './public-address.ts';

/** Why nothing was delivered; `address-not-public`: the name leads into a private network. */
export type WebhookFailure =
  | 'address-not-public'
  | 'not-https'
  | 'not-reachable'
  | 'too-slow'
  | 'redirected'
  | 'answer-too-long'
  | 'refused';

export type WebhookOutcome =
  | { outcome: 'delivered'; status: number }
  | { outcome: 'failed'; failure: WebhookFailure; status: number | null };

type Resolve = (
  name: string,
  options: { all: true },
  callback: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/** An answer says nothing but its status; whoever sends more is not asked for webhooks. */
const longestAnswer = 64 * 1024;

const failed = (failure: WebhookFailure, status: number | null = null): WebhookOutcome => ({
  outcome: 'failed',
  failure,
  status,
});

const notPublic = Symbol('address-not-public');
const refusal = () => Object.assign(new Error('not a public address'), { [notPublic]: true });

/**
 * Sends webhooks to addresses that strangers have named. Names are resolved here, every address of
 * an answer is checked, and the connection goes to one that was: resolving to something else later
 * helps nobody. Redirects are not followed, and nothing that is answered goes any further.
 */
export function createWebhookSender(settings: {
  targets: WebhookTargets;
  timeoutMs: number;
  resolve?: Resolve;
}) {
  const { targets, timeoutMs, resolve = resolveName } = settings;
  const isLet = (address: string) => targets === 'any' || isPublicAddress(address);

  const lookup: LookupFunction = (name, options, callback) => {
    resolve(name, { all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? new Error('no address'), []);
      if (!addresses.every(({ address }) => isLet(address))) return callback(refusal(), []);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };

  /** One attempt. Never throws: whatever happens out there is an outcome. */
  async function sendWebhook(
    url: string,
    { headers, body }: { headers: Record<string, string>; body: string },
  ): Promise<WebhookOutcome> {
    const target = new URL(url);
    if (targets === 'public' && target.protocol !== 'https:') return failed('not-https');
    // What is an address already is never looked up.
    const literal = target.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !isLet(literal)) return failed('address-not-public');

    const { promise, resolve: settle } = Promise.withResolvers<WebhookOutcome>();
    const { request } = target.protocol === 'https:' ? https : http;
    const sent = request(target, { method: 'POST', headers, lookup, agent: false });
    sent.once('error', (error) =>
      settle(failed(notPublic in error ? 'address-not-public' : 'not-reachable')),
    );
    sent.once('response', (response) => read(response, settle));
    sent.end(body);
    const timer = setTimeout(() => settle(failed('too-slow')), timeoutMs);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      sent.destroy();
    }
  }

  return { sendWebhook };
}

function read(response: IncomingMessage, settle: (outcome: WebhookOutcome) => void): void {
  const { statusCode: status = 0 } = response;
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > longestAnswer) settle(failed('answer-too-long', status));
  });
  response.once('error', () => settle(failed('not-reachable', status)));
  response.once('end', () => {
    if (status >= 200 && status < 300) settle({ outcome: 'delivered', status });
    else settle(failed(status >= 300 && status < 400 ? 'redirected' : 'refused', status));
  });
}

export type WebhookSender = ReturnType<typeof createWebhookSender>;
