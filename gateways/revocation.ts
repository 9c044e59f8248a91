import { CertificateRevocationList } from 'pkijs';
import { exchangeBytes } from './bounded-exchange.ts';
import { distributionPoint } from './distribution-point.ts';
import { gatewayUnavailable } from './unavailable.ts';

const MINUTE = 60_000;
/** A revocation is to be seen soon, though lists are often good for a week. */
const ASK_AGAIN_AFTER = 5 * MINUTE;
/** Clocks differ a little; a list from further ahead is not believed. */
const CLOCK_DIFFERENCE = 5 * MINUTE;
/** Lists of large authorities run to a few megabytes. */
const MAXIMUM_BYTES = 20 * 1024 * 1024;
const MAXIMUM_LISTS = 100;

type KeptList = { der: Uint8Array; fetchedAt: number; nextUpdate: number };

/**
 * The revocation lists of certifying authorities. Lists are kept in memory and asked for again after
 * five minutes; when the authority is away, the kept one serves until its nextUpdate and no longer.
 * Whether a list was signed by the right issuer is for the document room to check.
 */
export function createRevocation(settings: { timeoutMs: number }) {
  const kept = new Map<string, KeptList>();
  const underWay = new Map<string, Promise<KeptList>>();

  /**
   * The current list (DER) published at an http or https address.
   * Throws GatewayUnavailable where no current one is to be had: never an outdated list.
   */
  async function fetchList(url: string): Promise<Uint8Array> {
    const known = kept.get(url);
    if (known && isCurrent(known) && Date.now() - known.fetchedAt < ASK_AGAIN_AFTER)
      return known.der;
    try {
      return (await fetchOnce(url)).der;
    } catch (error) {
      if (known && isCurrent(known)) return known.der;
      throw error;
    }
  }

  function fetchOnce(url: string): Promise<KeptList> {
    const running = underWay.get(url);
    if (running) return running;
    const fetching = fetchFrom(url, settings.timeoutMs)
      .then((list) => keep(url, list))
      .finally(() => underWay.delete(url));
    underWay.set(url, fetching);
    return fetching;
  }

  function keep(url: string, list: KeptList): KeptList {
    kept.delete(url);
    kept.set(url, list);
    const oldest = kept.keys().next();
    if (kept.size > MAXIMUM_LISTS && !oldest.done) kept.delete(oldest.value);
    return list;
  }

  /**
   * One current list for each issuer of the given certificates (DER), found by the address that each
   * certificate names; roots need none. Give only certificates whose chain to a trusted root was
   * checked: the addresses in others are a stranger's, and would be asked from inside our network.
   * Throws GatewayUnavailable where one is missing.
   */
  async function listsFor(certificates: Uint8Array[]): Promise<Uint8Array[]> {
    const points = certificates.map(distributionPoint).filter((point) => !point.selfSigned);
    const urls = points.map(({ url }) => {
      if (url !== null) return url;
      throw gatewayUnavailable('revocation', 'a certificate names no revocation list');
    });
    return Promise.all([...new Set(urls)].map(fetchList));
  }

  return { fetchList, listsFor };
}

export type Revocation = ReturnType<typeof createRevocation>;

async function fetchFrom(url: string, timeoutMs: number): Promise<KeptList> {
  if (!/^https?:\/\//.test(url))
    throw gatewayUnavailable('revocation', 'lists are fetched by http or https only');
  const system = { name: 'revocation', url, timeoutMs, maximumBytes: MAXIMUM_BYTES };
  const der = (await exchangeBytes(system)).bytes;
  const list = { der, fetchedAt: Date.now(), nextUpdate: readNextUpdate(der) };
  if (!isCurrent(list)) throw gatewayUnavailable('revocation', 'the list is outdated');
  return list;
}

function readNextUpdate(der: Uint8Array): number {
  let list: CertificateRevocationList;
  try {
    list = CertificateRevocationList.fromBER(Uint8Array.from(der));
  } catch (cause) {
    throw gatewayUnavailable('revocation', 'the answer is not a revocation list', { cause });
  }
  if (list.thisUpdate.value.getTime() > Date.now() + CLOCK_DIFFERENCE)
    throw gatewayUnavailable('revocation', 'the list is dated in the future');
  if (list.nextUpdate === undefined)
    throw gatewayUnavailable('revocation', 'the list does not say until when it is good');
  return list.nextUpdate.value.getTime();
}

function isCurrent(list: KeptList): boolean {
  return list.nextUpdate > Date.now();
}
