import { isIP } from 'node:net';
import type { WebhookTargets } from '../../domain/notification/webhook.ts';
import { isPublicAddress } from '../../gateways/message/public-address.ts';
import { problem } from '../problem/problem.ts';

function objectionTo(url: URL | null, targets: WebhookTargets): string | null {
  if (!url || !/^https?:$/.test(url.protocol)) return 'An address that begins with https://.';
  if (url.username || url.password || url.hash) return 'No user name, password or fragment.';
  if (targets === 'any') return null;
  if (url.protocol !== 'https:') return 'An address that begins with https://.';
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  const isInside = isIP(literal) !== 0 ? !isPublicAddress(literal) : !url.hostname.includes('.');
  return isInside ? 'An address on the public internet.' : null;
}

/**
 * An address of a webhook as it is kept. Throws `webhook-url-refused`. Where a name leads is asked
 * with every delivery, since names change.
 */
export function checkedUrl(text: string, targets: WebhookTargets): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const detail = objectionTo(url, targets);
  if (!url || detail) {
    const errors = [{ pointer: '/url', detail: detail ?? '' }];
    throw problem('webhook-url-refused', 'Nothing can be sent there.', { errors });
  }
  return url.href;
}
