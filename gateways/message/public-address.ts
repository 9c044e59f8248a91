import { BlockList, isIPv4 } from 'node:net';

type Subnet = [address: string, prefix: number];

/** What is not the public internet of IPv4 (IANA special-purpose registry, multicast, reserved). */
const special4: Subnet[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
/**
 * Of IPv6 nothing but global unicast is public, and of that not the ways round to IPv4 or to other
 * networks (Teredo and the like, 6to4) nor what is for documents.
 */
const special6: Subnet[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const listed = (family: 'ipv4' | 'ipv6', subnets: Subnet[]): BlockList => {
  const list = new BlockList();
  for (const [address, prefix] of subnets) list.addSubnet(address, prefix, family);
  return list;
};
const closed4 = listed('ipv4', special4);
const closed6 = listed('ipv6', special6);
const global6 = listed('ipv6', [['2000::', 3]]);

/** Whether an address, as resolvers and sockets write it, is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !closed4.check(address, 'ipv4');
  return global6.check(address, 'ipv6') && !closed6.check(address, 'ipv6');
}
