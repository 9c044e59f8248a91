import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { application, office } from '../db/schema/schema.ts';
import { authorize } from '../domain/authority/authorize.ts';
import { agreementRules } from '../test/access/agreement-rules.ts';
import { askersOf } from '../test/access/askers.ts';
import { ask, cross } from '../test/access/cross.ts';
import { feeRules } from '../test/access/fee-rules.ts';
import { legacyRules } from '../test/access/legacy-rules.ts';
import { lineageRules } from '../test/access/lineage-rules.ts';
import { migrationRules } from '../test/access/migration-rules.ts';
import { noticeRules } from '../test/access/notice-rules.ts';
import { accessPeople } from '../test/access/people.ts';
import { queryRules } from '../test/access/query-rules.ts';
import { queueRules } from '../test/access/queue-rules.ts';
import { accessRegistrations } from '../test/access/registrations.ts';
import { listOf, type Make, on, onOwn, type Rule, type Side } from '../test/access/rule.ts';
import { selfDeclarationRules } from '../test/access/self-declaration-rules.ts';
import { accessThings } from '../test/access/things.ts';
import { transitionRules } from '../test/access/transition-rules.ts';
import { verificationRules } from '../test/access/verification-rules.ts';
import { walletRules } from '../test/access/wallet-rules.ts';
import { exampleApplication } from '../test/records/example-application.ts';
import { actorOf, apiServer, logins } from '../test/servers/api-server.ts';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { applicationPage } from './schemas/case/answers.ts';

const server = await apiServer();
const { database, idOf, call } = server;
const things = accessThings(server);
const { caseIn, draftFor, paper, openOrder, certificate, anOffice, aToken } = things;
const { aSession, anExporter, anOfficer } = things;

const sides: Record<'ours' | 'theirs', Side> = {
  ours: {
    iec: 'AAACS7302F',
    agencyCode: 'EIC',
    officeId: 'EIC-MUMBAI',
    exporterId: idOf('exporter'),
    agentId: idOf('agent'),
    officerId: idOf('officer'),
  },
  theirs: {
    iec: '0388012345',
    agencyCode: 'IMC',
    officeId: 'IMC-MUMBAI',
    exporterId: idOf('other-exporter'),
    agentId: idOf('other-agent'),
    officerId: idOf('other-officer'),
  },
};

const { aSigner, aUser, anAdministrator, aMandate, stamped } = accessPeople(server);
const { registrationOf, aProposal } = accessRegistrations(server);
const proposal = {
  kind: 'staff',
  role: 'helpdesk',
  name: 'Person',
  email: 'person@dgft.example',
  mobile: '+919000000001',
};
const merchant = { merchantId: 'EICMUM', checksumKey: 'a-key-of-the-gateway' };
const version = { expectedRevision: 3 };
const submit = { ...version, payment: { method: 'gateway' } };
const approval = { ...version, decision: { approve: true } };
const signature = { ...version, signature: 'A'.repeat(344) };
const underReview = caseIn('under-review');
const officeSettings = {
  name: 'Office',
  place: 'Mumbai',
  address: ['1 Harbour Road'],
  schemes: null,
  workingHours: null,
  walletEnabled: true,
  active: true,
};
const newOffice = () => {
  const { active: _, ...settings } = officeSettings;
  return { ...settings, code: randomUUID().slice(0, 8).toUpperCase() };
};
const agencyOf: Make = ({ agencyCode }) => ({ path: { code: agencyCode }, facts: { agencyCode } });

/**
 * Every address and who may come through it: a new route is one line here. What the matrix in
 * `docs/authority.md` says of an action is looked up there, not told again.
 */
const rules: Record<string, Rule> = {
  'post /captchas': 'public',
  'get /captchas/{id}/image': 'public',
  'get /captchas/{id}/audio': 'public',
  'post /sessions': 'public',
  'get /sessions/current': 'signed-in',
  'delete /sessions/current': 'ends-session',
  'get /account/sessions': onOwn('view'),
  'delete /account/sessions': 'ends-session',
  'delete /account/sessions/{id}': on('own-account', 'secure', aSession),
  'post /account/authenticator': onOwn('secure', { password: 'wrong', code: '000000' }),
  'put /account/authenticator': onOwn('secure', { code: '000000' }),
  'delete /accounts/{id}/authenticator': on('officer', 'reset-authenticator', anOfficer),
  'post /accounts/{id}/unlock': on('officer', 'unlock', anOfficer),
  'get /applications': listOf('application'),
  'post /applications': on('application', 'create', draftFor, exampleApplication()),
  'get /applications/{id}': on('application', 'view', underReview),
  'put /applications/{id}': on('application', 'edit', caseIn('draft'), exampleApplication()),
  'get /applications/{id}/fee': on('application', 'view', caseIn('draft')),
  'get /applications/{id}/timeline': on('application', 'view', caseIn('draft')),
  'get /applications/{id}/documents': on('application', 'view', underReview),
  'post /applications/{id}/documents': on('application', 'attach-document', caseIn('draft')),
  'get /applications/{id}/documents/{documentId}': on('application', 'view', paper),
  'post /applications/{id}/submit': on('application', 'submit', caseIn('draft'), submit),
  'get /applications/{id}/payment': on('application', 'pay', openOrder),
  'post /applications/{id}/payment': on('application', 'pay', openOrder, submit),
  'post /applications/{id}/decision': on('application', 'approve', underReview, approval),
  'get /applications/{id}/signing-request': on('application', 'attach-signature', caseIn('issued')),
  'post /applications/{id}/signing-request': on(
    'application',
    'renew-signing-request',
    caseIn('awaiting-signature'),
    version,
  ),
  'post /applications/{id}/signature': on(
    'application',
    'attach-signature',
    caseIn('awaiting-signature'),
    signature,
  ),
  'post /applications/{id}/resume': on('application', 'resume', caseIn('needs-attention'), {
    ...version,
    note: 'go on',
  }),
  'get /applications/{id}/run': on('application', 'view-run', underReview),
  'get /certificates/{number}': on('certificate', 'view', certificate),
  'get /certificates/{number}/pdf': on('certificate', 'view', certificate),
  'get /agencies': 'public',
  'get /offices': 'public',
  'post /agencies/{code}/offices': on('office', 'create', agencyOf, newOffice),
  'get /offices/{id}': on('office', 'view-settings', anOffice),
  'put /offices/{id}': on('office', 'edit', anOffice, officeSettings),
  'get /offices/{id}/holidays': 'public',
  'put /offices/{id}/holidays': on('office', 'edit', anOffice, { holidays: [] }),
  'put /offices/{id}/merchant': on('office', 'set-merchant', anOffice, merchant),
  'get /offices/{id}/stamp': on('office', 'view-settings', stamped(anOffice)),
  'put /offices/{id}/stamp': on('office', 'set-stamp', anOffice),
  'post /offices/{id}/stamp/preview': on('office', 'set-stamp', anOffice),
  'get /officers': listOf('officer'),
  'get /officers/{id}': on('officer', 'view', aSigner),
  'put /officers/{id}/offices': on('officer', 'map-offices', aSigner, { offices: [] }),
  'post /officers/{id}/deactivate': on('officer', 'deactivate', aSigner),
  'post /officers/{id}/activate': on('officer', 'activate', aSigner),
  'get /officers/{id}/signature-image': on('officer', 'set-signature-image', aSigner),
  'put /officers/{id}/signature-image': on('officer', 'set-signature-image', aSigner),
  'post /officers/{id}/signature-image/preview': on('officer', 'set-signature-image', aSigner),
  'get /accounts': listOf('other-account'),
  'post /accounts/{id}/deactivate': on('other-account', 'deactivate', anAdministrator),
  'post /accounts/{id}/activate': on('other-account', 'activate', anAdministrator),
  'get /exporter/users': listOf('exporter-user'),
  'put /exporter/users/{id}/rights': on('exporter-user', 'set-rights', aUser, { rights: ['view'] }),
  'post /exporter/users/{id}/deactivate': on('exporter-user', 'deactivate', aUser),
  'post /exporter/users/{id}/activate': on('exporter-user', 'activate', aUser),
  'get /mandates': listOf('mandate'),
  'put /mandates/{id}/rights': on('mandate', 'set-rights', aMandate, { rights: ['view'] }),
  ...noticeRules(server),
  'post /mandates/{id}/revoke': on('mandate', 'revoke', aMandate),
  'get /account': onOwn('view'),
  'put /account/password': onOwn('secure', { current: 'wrong', password: 'another one' }),
  'get /account/tokens': onOwn('view'),
  'post /account/tokens': onOwn('secure', { name: 'mine', scopes: ['view'], days: 1 }),
  'delete /account/tokens/{id}': on('own-account', 'secure', aToken),
  'post /password-resets': 'public',
  'put /password-resets': 'public',
  'get /exporters/{iec}': on('exporter', 'view', anExporter),
  'put /exporters/{iec}': on('exporter', 'edit', anExporter, { aeo: null }),
  'post /dgft/notices': 'public',
  'get /audit': listOf('audit'),
  'get /privacy-declaration': 'public',
  'post /registrations': 'public',
  'post /invitations': on('staff-registration', 'propose', aProposal, proposal),
  'get /registrations': 'signed-in',
  'get /registrations/{id}': on(
    'exporter-user-registration',
    'view',
    registrationOf('exporter-user', 'collecting'),
  ),
  'get /registrations/{id}/letter': on(
    'agency-administrator-registration',
    'decide',
    registrationOf('agency-administrator', 'awaiting-decision'),
  ),
  'post /registrations/{id}/decision': on(
    'officer-registration',
    'decide',
    registrationOf('officer', 'awaiting-decision'),
    { ...version, approve: true },
  ),
  'post /registrations/{id}/resume': on(
    'customs-agent-registration',
    'resume',
    registrationOf('customs-agent', 'needs-attention'),
    { ...version, note: 'go on' },
  ),
  'post /registrations/{id}/withdraw': on(
    'exporter-user-registration',
    'withdraw',
    registrationOf('exporter-user', 'collecting'),
  ),
  // By the secret of the registration or of the mailed link: `registration-proofs.db.test.ts`.
  'post /registrations/{id}/certificate-challenge': 'public',
  'post /registrations/{id}/certificate': 'public',
  'post /registrations/{id}/consent': 'public',
  'post /registrations/{id}/details': 'public',
  'post /registrations/{id}/letter': 'public',
  'post /registrations/{id}/verify-email': 'public',
  'post /registrations/{id}/verify-mobile': 'public',
  'post /registrations/{id}/codes': 'public',
  'get /trust': 'public',
  'get /trust/trust.pem': 'public',
  ...agreementRules(server),
  ...feeRules(server),
  ...legacyRules(server, [idOf('migration'), idOf('operations')]),
  ...lineageRules(server, certificate),
  ...queryRules(server, things),
  ...transitionRules,
  ...migrationRules(server),
  ...queueRules(server, things),
  ...selfDeclarationRules(server, things),
  ...verificationRules(certificate),
  ...walletRules(server, anOffice),
  'post /payments/return': 'public',
  'post /payments/notice': 'public',
};

const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`;
const ruleOf = (endpoint: Endpoint): Rule => rules[nameOf(endpoint)] ?? 'signed-in';
const forSomebody = endpoints.filter((one) => ruleOf(one) !== 'public');
const crossed = forSomebody.filter((one) => ruleOf(one) !== 'ends-session');

describe('access', () => {
  it('has a rule for every route there is', () => {
    expect(Object.keys(rules).sort()).toEqual(endpoints.map(nameOf).sort());
    const open = endpoints.filter(({ access }) => access === 'public').map(nameOf);
    expect(open.filter((name) => rules[name] !== 'public')).toEqual([]);
  });

  it.each(forSomebody)('$method $path asks who it is', async (endpoint) => {
    expect((await ask(server, endpoint, ruleOf(endpoint), {})).status).toBe(401);
  });

  const answers = new Map<string, Awaited<ReturnType<typeof cross>>>();
  beforeAll(async () => {
    // A later sign-in would end the oldest of the sessions that are asked about.
    await Promise.all(logins.map(server.cookieOf));
    const askers = await askersOf(server);
    const asked = crossed.map(async (endpoint) => {
      const asking = { endpoint, rule: ruleOf(endpoint), askers };
      answers.set(nameOf(endpoint), await cross(server, asking, sides));
    });
    await Promise.all(asked);
  }, 300_000);

  it.each(crossed)('$method $path opens to whom the matrix says, and to nobody else', (one) => {
    expect(answers.get(nameOf(one))?.departures).toEqual([]);
  });

  it.each(crossed.filter((one) => typeof ruleOf(one) !== 'string'))(
    '$method $path is tried by who may and by who may not',
    (one) => expect(answers.get(nameOf(one))?.expected.size).toBeGreaterThan(1),
  );

  it.each(logins)("lists all that is %s's to see, and nothing else", async (login) => {
    const listed: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = `limit=100${cursor && `&cursor=${cursor}`}`;
      const answer = await call(`/api/v1/applications?${query}`, { as: login });
      if (answer.status === 403) break;
      const page = applicationPage.parse(await answer.json());
      listed.push(...page.applications.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    const all = await database
      .select({ application, agencyCode: office.agencyCode })
      .from(application)
      .innerJoin(office, eq(office.id, application.officeId));
    const actor = actorOf(login, idOf(login));
    const visible = all.filter(({ application: facts, agencyCode }) => {
      const resource = { kind: 'application' as const, ...facts, agencyCode };
      return authorize(actor, 'view', resource) === 'allowed';
    });
    const expected = visible.map((one) => one.application.id);
    expect(listed.toSorted()).toEqual(expected.toSorted());
  });
});
