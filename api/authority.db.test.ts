import { beforeAll, describe, expect, it } from 'vitest';
import { apiServer, type Login, logins } from '../test/api-server.ts';
import { caseInStage, issuedCertificate } from '../test/case-in-stage.ts';
import { offContract } from '../test/contract.ts';
import { exampleApplication } from '../test/example-application.ts';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';

const server = await apiServer();
const { database, idOf, call } = server;
const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };
const signingOfficerId = idOf('officer');
const draft = await caseInStage(database, 'draft', owner);
const paying = await caseInStage(database, 'awaiting-payment', owner);
const review = await caseInStage(database, 'under-review', owner);
const signing = await caseInStage(database, 'awaiting-signature', owner, { signingOfficerId });
const parked = await caseInStage(database, 'needs-attention', owner);
const number = await issuedCertificate(database, owner, signingOfficerId, {
  pdfKey: await server.storage.put(Buffer.from('a signed PDF')),
});

const exporters: Login[] = ['exporter', 'colleague'];
const officers: Login[] = ['officer', 'second-officer'];
const outsiders: Login[] = [
  'other-exporter',
  'other-officer',
  'other-administrator',
  'helpdesk',
  'migration',
];
const insiders = logins.filter((login) => !outsiders.includes(login));
const version = { expectedRevision: 3 };
const submit = { ...version, payment: { method: 'wallet' } };

/** Written out by hand, not asked of the code: who may come through each door. */
type Rule = { target: string; body?: unknown; sees: readonly Login[]; may: readonly Login[] };
const everybody = { target: '', sees: logins, may: logins };
const rules: Record<string, Rule | 'public'> = {
  'post /captchas': 'public',
  'get /captchas/{id}/image': 'public',
  'get /captchas/{id}/audio': 'public',
  'post /sessions': 'public',
  'get /sessions/current': everybody,
  'delete /sessions/current': everybody,
  'get /offices': everybody,
  'get /applications': everybody,
  'post /applications': {
    target: '',
    body: exampleApplication(),
    sees: logins,
    may: [...exporters, 'other-exporter'],
  },
  'get /applications/{id}': { target: review, sees: insiders, may: insiders },
  'put /applications/{id}': {
    target: draft,
    body: exampleApplication(),
    sees: exporters,
    may: exporters,
  },
  'get /applications/{id}/timeline': { target: review, sees: insiders, may: insiders },
  'get /applications/{id}/documents': { target: review, sees: insiders, may: insiders },
  'post /applications/{id}/documents': { target: draft, sees: exporters, may: exporters },
  'get /applications/{id}/documents/{documentId}': { target: review, sees: [], may: [] },
  'post /applications/{id}/submit': {
    target: draft,
    body: submit,
    sees: exporters,
    may: exporters,
  },
  'get /applications/{id}/payment': { target: paying, sees: insiders, may: exporters },
  'post /applications/{id}/payment': {
    target: paying,
    body: submit,
    sees: insiders,
    may: exporters,
  },
  'post /applications/{id}/decision': {
    target: review,
    body: { ...version, decision: { approve: true } },
    sees: insiders,
    may: [...officers, 'operations'],
  },
  'get /applications/{id}/signing-request': { target: signing, sees: insiders, may: ['officer'] },
  'post /applications/{id}/signing-request': {
    target: signing,
    body: version,
    sees: insiders,
    may: ['officer'],
  },
  'post /applications/{id}/signature': {
    target: signing,
    body: { ...version, signature: 'A'.repeat(344) },
    sees: insiders,
    may: ['officer'],
  },
  'post /applications/{id}/resume': {
    target: parked,
    body: { ...version, note: 'go on' },
    sees: insiders,
    may: ['operations'],
  },
  'get /applications/{id}/run': { target: review, sees: insiders, may: ['operations'] },
  'get /certificates/{number}': { target: number, sees: insiders, may: insiders },
  'get /certificates/{number}/pdf': { target: number, sees: insiders, may: insiders },
  'get /trust': 'public',
  'get /trust/trust.pem': 'public',
  'get /verify/{number}': 'public',
  'post /payments/return': 'public',
  'post /payments/notice': 'public',
};

const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`;
const signedInOnly = endpoints.filter((one) => rules[nameOf(one)] !== 'public');

async function ask(endpoint: Endpoint, as?: Login) {
  const rule = rules[nameOf(endpoint)];
  if (!rule || rule === 'public') throw new Error(`no rule for ${nameOf(endpoint)}`);
  const path = endpoint.path
    .replace('{documentId}', '01a20235-14d2-726b-a96d-c4c125e3ca1c')
    .replace(/\{\w+\}/, rule.target);
  const body = endpoint.bodyKind === 'file' ? new FormData() : rule.body;
  return call(`/api/v1${path}`, {
    method: endpoint.method.toUpperCase(),
    ...(body === undefined ? {} : { body }),
    ...(as ? { as } : {}),
    headers: {
      'idempotency-key': `${nameOf(endpoint)}-${as}`.replaceAll(' ', '-'),
      'if-match': '"3"',
    },
  });
}

describe('access', () => {
  it('has a rule for every route there is', () => {
    expect(Object.keys(rules).sort()).toEqual(endpoints.map(nameOf).sort());
    const open = endpoints.filter(({ access }) => access === 'public').map(nameOf);
    expect(open.every((name) => rules[name] === 'public')).toBe(true);
  });

  it.each(signedInOnly)('$method $path asks who it is', async (endpoint) => {
    expect((await ask(endpoint)).status).toBe(401);
  });

  const crossed = signedInOnly
    .filter(({ method }) => method !== 'delete')
    .flatMap((endpoint) => logins.map((login) => ({ endpoint, name: nameOf(endpoint), login })));

  /** All at once, because what goes to Temporal, which is away here, waits for its deadline. */
  const statuses = new Map<string, number>();
  const departures: string[] = [];
  beforeAll(async () => {
    const asked = crossed.map(async ({ endpoint, name, login }) => {
      const answer = await ask(endpoint, login);
      statuses.set(`${name} ${login}`, answer.status);
      if (!answer.headers.get('content-type')?.includes('json')) return;
      const departure = await offContract(endpoint, answer);
      if (departure) departures.push(`${name} as ${login}: ${departure}`);
    });
    await Promise.all(asked);
  });

  it.each(crossed)('$name as $login', async ({ name, login }) => {
    const rule = rules[name];
    if (!rule || rule === 'public') throw new Error('unreachable');
    const status = statuses.get(`${name} ${login}`);
    expect(status).not.toBe(500);
    if (!rule.sees.includes(login)) expect(status).toBe(404);
    else if (!rule.may.includes(login)) expect(status).toBe(403);
    else expect([401, 403, 404]).not.toContain(status);
  });

  it('answers nothing that is not in its document', () => expect(departures).toEqual([]));

  it.each(logins)("lists nothing that is not %s's", async (login) => {
    const answer = await call('/api/v1/applications?limit=100', { as: login });
    const text = await answer.text();
    const own = exporters.includes(login);
    for (const [id, isDraft] of [
      [draft, true],
      [review, false],
      [parked, false],
    ] as const) {
      const shown = insiders.includes(login) && (own || !isDraft);
      expect(text.includes(id)).toBe(shown);
    }
  });
});
