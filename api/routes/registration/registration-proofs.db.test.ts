import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { offContract } from '../../../test/contract.ts';
import { registrationInStage } from '../../../test/records/registration-in-stage.ts';
import { apiServer, logins, masterKeys } from '../../../test/servers/api-server.ts';
import { endpoints } from '../../endpoints.ts';
import { hashOfSecret, newRegistrationSecret } from '../../registration/registration-secret.ts';

const { database, call } = await apiServer();

/** An exporter's registration and the headers of who holds its secret. */
async function registered(kind: 'exporter' | 'officer' = 'exporter') {
  const id = randomUUID();
  const secret = newRegistrationSecret(masterKeys, id);
  const secretHash = hashOfSecret(secret);
  await registrationInStage(database, kind, 'collecting', { id, secretHash });
  return { id, headers: { authorization: `Bearer ${secret}` } };
}

const codeOf = async (answer: Response): Promise<unknown> => Object(await answer.json()).code;
const agreement = { version: '1', language: 'en', scrolledToEnd: true, agreed: true };
const doors = [
  ['certificate-challenge', {}],
  ['certificate', { challengeId: randomUUID(), certificate: 'AAAA', chain: [], signature: 'AAAA' }],
  ['consent', agreement],
  ['details', { gstin: null, sezState: '27', aeo: null }],
  ['verify-mobile', { code: '123456' }],
  ['codes', { channel: 'mobile' }],
] as const;
const ownAlone = endpoints.filter(({ access }) => access === 'applicant');

describe('what only the applicant may do', () => {
  test('is tried here wholly', () => {
    const paths = ownAlone.map(({ path }) => path.split('/').at(-1));
    expect(paths.toSorted()).toEqual([...doors.map(([name]) => name), 'letter'].toSorted());
  });

  test.each(doors)('%s: nobody else sees that there is a registration', async (name, body) => {
    const mine = await registered();
    const other = await registered();
    const path = `/api/v1/registrations/${mine.id}/${name}`;
    const nowhere = `/api/v1/registrations/${randomUUID()}/${name}`;
    const key = () => ({ 'idempotency-key': randomUUID() });
    const bare = async (answer: Response) => {
      const { traceId: _, ...rest } = Object(await answer.json());
      return { status: answer.status, ...rest };
    };
    const blank = await bare(await call(nowhere, { body, headers: { ...mine.headers, ...key() } }));
    expect(blank).toMatchObject({ status: 404, code: 'not-found' });
    const strangers = [{}, other.headers, { authorization: 'Bearer ecor_x' }];
    for (const headers of strangers) {
      const answer = await call(path, { body, headers: { ...headers, ...key() } });
      expect(await bare(answer)).toEqual(blank);
    }
    for (const as of logins) {
      const answer = await call(path, { body, as, headers: key() });
      expect(await bare(answer)).toEqual(blank);
    }
  });

  test('needs a key of its own, so that it is done once', async () => {
    const { id, headers } = await registered();
    const answer = await call(`/api/v1/registrations/${id}/consent`, { body: agreement, headers });
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'idempotency-key-missing']);
  });

  test('R16 agreeing without having scrolled to the end is no agreement', async () => {
    const { id, headers } = await registered();
    const body = { ...agreement, scrolledToEnd: false };
    const asked = { body, headers: { ...headers, 'idempotency-key': randomUUID() } };
    const answer = await call(`/api/v1/registrations/${id}/consent`, asked);
    expect(answer.status).toBe(422);
    expect(JSON.stringify(await answer.json())).toContain('/scrolledToEnd');
  });

  test('R15 only exporters are asked for a DSC', async () => {
    const { id, headers } = await registered('officer');
    const asked = { method: 'POST', headers };
    const answer = await call(`/api/v1/registrations/${id}/certificate-challenge`, asked);
    expect([answer.status, await codeOf(answer)]).toEqual([409, 'proof-not-asked']);
  });

  test('the applicant sees his own registration, with no address of DGFT’s in clear', async () => {
    const { id, headers } = await registered();
    const answer = await call(`/api/v1/registrations/${id}`, { headers });
    expect(answer.status).toBe(200);
    const [shown] = endpoints.filter(
      ({ method, path }) => method === 'get' && path === '/registrations/{id}',
    );
    expect(shown && (await offContract(shown, answer.clone()))).toBeNull();
    expect(await answer.text()).not.toContain(`${id}@example.org`);
  });
});

describe('R19 a mailed link', () => {
  test.each(['', 'x', `${randomUUID()}.${'A'.repeat(43)}`])(
    '"%s" that is not one of ours is refused alike',
    async (link) => {
      const { id } = await registered();
      const answer = await call(`/api/v1/registrations/${id}/verify-email`, { body: { link } });
      expect([answer.status, await codeOf(answer)]).toEqual([410, 'link-not-valid']);
    },
  );

  test('leads to a page that changes nothing by being looked at, in both languages', async () => {
    for (const [lang, words] of [
      ['en', 'Confirm the address'],
      ['hi', 'पते की पुष्टि करें'],
    ]) {
      const link = `${randomUUID()}.${'"<A>'.padEnd(43, 'A')}`;
      const query = new URLSearchParams({ lang: lang ?? '', link });
      const page = await (await call(`/registration/verify?${query}`)).text();
      expect(page).toContain(words);
      expect(page).toContain('method="post"');
      expect(page).not.toContain('"<A>');
      expect(page).not.toContain('<script');
    }
  });

  test('on the page is refused in words, and strangers have no registration to go on with', async () => {
    const body = new URLSearchParams({ link: 'x' });
    const answer = await call('/registration/verify?lang=en', { body });
    expect([answer.status, (await answer.text()).includes('could not be confirmed')]).toEqual([
      410,
      true,
    ]);
    expect((await call('/registration/continue')).status).toBe(404);
    const cookie = `ecoo_registration=${(await registered()).id}.ecor_${'A'.repeat(43)}`;
    expect((await call('/registration/continue', { headers: { cookie } })).status).toBe(404);
  });
});

test('a registration begins only behind a CAPTCHA, with a key', async () => {
  const captcha = { id: randomUUID(), answer: '4' };
  const body = { kind: 'exporter', iec: 'AAACS7302F', captcha };
  const keyless = await call('/api/v1/registrations', { body });
  expect(await codeOf(keyless)).toBe('idempotency-key-missing');
  const headers = { 'idempotency-key': randomUUID() };
  const answer = await call('/api/v1/registrations', { body, headers });
  expect([answer.status, await codeOf(answer)]).toEqual([422, 'captcha-refused']);
});
