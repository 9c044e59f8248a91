import { z } from 'zod';
import { isIec } from '../../domain/identifier/iec.ts';
import { isPan } from '../../domain/identifier/pan.ts';
import { exchange, type HttpAnswer, jsonOf } from '../http.ts';
import { gatewayUnavailable } from '../unavailable.ts';

const address = z.object({
  lines: z.array(z.string().min(1)).min(1),
  city: z.string().min(1),
  state: z.string().min(1),
  pincode: z.string(),
});

const iecRecord = z.object({
  iec: z.string().refine(isIec),
  pan: z.string().refine(isPan),
  firmName: z.string().min(1),
  firmNameDevanagari: z.string().min(1).nullable(),
  status: z.enum(['active', 'suspended', 'cancelled']),
  registeredOffice: address,
  branches: z.array(address.extend({ code: z.string().min(1) })),
  gstins: z.array(z.string()),
  directors: z.array(z.string().min(1)),
  email: z.string(),
  mobile: z.string(),
  updatedAt: z.iso.datetime(),
});

const holiday = z.object({ date: z.iso.date(), name: z.string().min(1) });

const account = z.object({
  id: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  iec: z.string().refine(isIec).nullable(),
  name: z.string().min(1).max(200),
  email: z.email().max(200),
  mobile: z.string().regex(/^\d{10}$/),
  status: z.enum(['active', 'closed']),
  updatedAt: z.iso.datetime(),
});

const agency = z.object({
  code: z.string().regex(/^[A-Z0-9]{2,10}$/),
  name: z.string().min(1),
  emailDomain: z.string().regex(/^[a-z0-9.-]+$/),
  officialEmail: z.email(),
  schemes: z.array(z.string().min(1)),
  /** IECs under which the agency exports itself. */
  ownIecs: z.array(z.string().refine(isIec)),
  active: z.boolean(),
});

const cursor = z.string().min(1).max(200);
const more = z.boolean();
const accountPage = z.object({ accounts: z.array(account), cursor, more });
const firmPage = z.object({ firms: z.array(iecRecord), cursor, more });

/** What DGFT's registry says of a firm. Shown to the exporter, never edited here. */
export type IecRecord = z.infer<typeof iecRecord>;

export type IecLookup = { outcome: 'found'; record: IecRecord } | { outcome: 'unknown' };

export type Holiday = z.infer<typeof holiday>;

/** Somebody with an account on the DGFT site; `iec` is null until it is linked there. */
export type DgftAccount = z.infer<typeof account>;

/** An issuing agency with what DGFT authorises it for. */
export type DgftAgency = z.infer<typeof agency>;

/** A page of changes, the oldest first; `cursor` asks for what comes after. */
export type Changes<T> = { records: T[]; cursor: string; more: boolean };

function answered<T>(answer: HttpAnswer, schema: z.ZodType<T>, what: string): T {
  const parsed = schema.safeParse(jsonOf(answer));
  if (answer.status === 200 && parsed.success) return parsed.data;
  const detail = parsed.error?.issues.map((issue) => issue.path.join('.')).join(', ');
  throw gatewayUnavailable(
    'dgft',
    answer.status === 200
      ? `${what} is not of the agreed form (${detail})`
      : `${what} was answered with ${answer.status}; check the address and the API key`,
  );
}

/** A 404 counts as "unknown IEC" only when DGFT says so: a wrong address answers 404 too. */
const unknownIec = z.object({ code: z.literal('iec-unknown') });

const since = (after: string | null, limit: number) =>
  `?limit=${limit}${after === null ? '' : `&since=${encodeURIComponent(after)}`}`;

/** DGFT's IEC registry, accounts, agencies and holiday list. Every function throws GatewayUnavailable and nothing else. */
export function createDgft(settings: { url: string; apiKey: string; timeoutMs: number }) {
  const system = { name: 'dgft', url: settings.url, timeoutMs: settings.timeoutMs };
  const headers = { 'x-api-key': settings.apiKey, accept: 'application/json' };

  /** The firm behind an IEC. A suspended or cancelled IEC is found too: see its `status`. */
  async function lookupIec(iec: string): Promise<IecLookup> {
    const answer = await exchange(system, `/iec/${encodeURIComponent(iec)}`, { headers });
    if (answer.status === 404 && unknownIec.safeParse(jsonOf(answer)).success) {
      return { outcome: 'unknown' };
    }
    const record = answered(answer, iecRecord, 'an IEC record');
    if (record.iec !== iec) throw gatewayUnavailable('dgft', 'answered for another IEC');
    return { outcome: 'found', record };
  }

  /** The national holidays of a year, in order of date. */
  async function holidays(year: number): Promise<Holiday[]> {
    const answer = await exchange(system, `/holidays?year=${year}`, { headers });
    const list = answered(answer, z.array(holiday), 'the holiday list');
    return list.sort((a, b) => (a.date < b.date ? -1 : 1));
  }

  /** Accounts made, changed or closed after a cursor; null for all there are. */
  async function accounts(after: string | null, limit: number): Promise<Changes<DgftAccount>> {
    const answer = await exchange(system, `/accounts${since(after, limit)}`, { headers });
    const page = answered(answer, accountPage, 'the list of accounts');
    return { records: page.accounts, cursor: page.cursor, more: page.more };
  }

  /** Firms whose basic details or status changed after a cursor, as they are now. */
  async function iecChanges(after: string | null, limit: number): Promise<Changes<IecRecord>> {
    const answer = await exchange(system, `/iec-changes${since(after, limit)}`, { headers });
    const page = answered(answer, firmPage, 'the list of changed IECs');
    return { records: page.firms, cursor: page.cursor, more: page.more };
  }

  /** Every agency that DGFT authorises, or did. */
  async function agencies(): Promise<DgftAgency[]> {
    const answer = await exchange(system, '/agencies', { headers });
    return answered(answer, z.array(agency), 'the list of agencies');
  }

  return { lookupIec, holidays, accounts, iecChanges, agencies };
}

export type Dgft = ReturnType<typeof createDgft>;
