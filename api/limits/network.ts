import { isIPv4 } from 'node:net';
import type { Request } from 'express';

/** An IPv6 address in its eight groups, each without zeros in front. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const [front, back] = [groups(head), groups(tail ?? '')];
  const missing = tail === undefined ? 0 : 8 - front.length - back.length;
  const all = [...front, ...Array.from({ length: missing }, () => '0'), ...back];
  return all.map((group) => group.replace(/^0+(?=.)/, '').toLowerCase());
}

/**
 * What counts as one place on the network: an IPv4 address, or the /64 of an IPv6 address, of which
 * everybody has 2^64 to change between.
 */
export function networkOfAddress(address: string): string {
  const mapped = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  if (isIPv4(mapped)) return mapped;
  const [plain = ''] = mapped.split('%');
  return `${groupsOf(plain).slice(0, 4).join(':')}::/64`;
}

/** Where a request comes from; behind a proxy only where the service was told to trust that proxy. */
export function networkOf(request: Request): string {
  return request.ip ? networkOfAddress(request.ip) : 'unknown';
}
