import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../db/database.ts';
import { insertSession } from '../db/queries/session.ts';
import { account, agency, mandate } from '../db/schema/schema.ts';
import { signedInProgram } from '../test/api-program.ts';
import { firstSignIn, newcomer } from '../test/newcomer.ts';
import { hashOfToken } from './middleware/session-cookie.ts';

const addresses = inject('addresses');
const database = openDatabase(inject('databaseUrl'));
afterAll(() => database.$client.end());
const exporter = await signedInProgram('AAACS7302F');
const otherExporter = await signedInProgram('0388012345');
const administrator = await signedInProgram('admin@eic.example');
const operations = await signedInProgram('operations');

type Body = Record<string, unknown> & { code?: string; id?: string };
const bodyOf = async (answer: Response) => Object(await answer.json()) as Body;

let made = 0;
const run = randomUUID().slice(0, 8);
/** A person whom nobody has heard of, at an address of that domain. */
function person(domain: string) {
  made += 1;
  const mobile = `+919${String(Date.now() % 10_000_000).padStart(7, '0')}${String(made).padStart(2, '0')}`;
  return { name: `Person ${made}`, email: `p${made}.${run}@${domain}`, mobile };
}
type Person = ReturnType<typeof person>;

/** What everybody does: link, code, declaration. `before` is a code that the phone has still. */
async function finish(
  who: Person,
  someone: ReturnType<typeof newcomer>,
  { id = someone.idOf(), before = null }: { id?: string; before?: string | null } = {},
) {
  const confirmed = await someone.confirmEmail(await someone.linkTo(who.email, id));
  expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200);
  const code = await someone.codeTo(who.mobile, before);
  expect((await someone.ask('/verify-mobile', { code })).status).toBe(200);
  const last = await someone.agree();
  expect(last.status, JSON.stringify(last.body)).toBe(200);
  return { stage: last.body.stage, code };
}

/** The same for who was invited, and has nothing but the mail. */
async function finishInvited(who: Person, id = '', before: string | null = null) {
  const someone = newcomer(addresses);
  return { someone, ...(await finish(who, someone, { id, before })) };
}

async function signsIn(someone: ReturnType<typeof newcomer>, { email }: Person) {
  const password = await someone.passwordTo(email);
  const answer = await firstSignIn(addresses.api, email, password);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
}

describe('R10 people whom an exporter invites', () => {
  const rights = ['view', 'prepare'];

  test('a further user gets a link, a code and an account with the rights given', async () => {
    const who = person('buyers.example');
    const body = { kind: 'exporter-user', iec: 'AAACS7302F', ...who, rights };
    const proposed = await exporter('/invitations', { body });
    const { id, ...rest } = await bodyOf(proposed);
    expect([proposed.status, rest.stage], JSON.stringify(rest)).toEqual([201, 'collecting']);
    expect(rest).not.toHaveProperty('secret');
    expect((await finishInvited(who, id)).stage).toBe('active');
    await signsIn(newcomer(addresses), who);
    const seen = await bodyOf(await exporter(`/registrations/${id}`));
    expect([seen.stage, seen.endedBecause]).toEqual(['active', null]);
    expect((await otherExporter(`/registrations/${id}`)).status).toBe(404);
  });

  test('for another firm, or without the right to manage, nobody is invited', async () => {
    const body = { kind: 'exporter-user', iec: '0388012345', ...person('x.example'), rights };
    expect((await exporter('/invitations', { body })).status).toBe(403);
    const staff = { kind: 'staff', role: 'helpdesk', ...person('dgft.example') };
    expect((await exporter('/invitations', { body: staff })).status).toBe(403);
  });

  test('nobody learns from an invitation that the person has an account', async () => {
    const who = { ...person('x.example'), email: 'admin@eic.example' };
    const body = { kind: 'exporter-user', iec: 'AAACS7302F', ...who, rights };
    const { id } = await bodyOf(await exporter('/invitations', { body }));
    const { someone } = await finishInvited(who, id);
    const own = (await someone.read()).body;
    expect([own.stage, own.endedBecause]).toEqual(['withdrawn', 'already-registered']);
    const seen = await bodyOf(await exporter(`/registrations/${id}`));
    expect([seen.stage, seen.endedBecause]).toEqual(['withdrawn', null]);
    expect(JSON.stringify(seen)).not.toContain('already');
  });

  test('a customs agent gets a mandate, and a second one to the same account', async () => {
    const who = person('cargo.example');
    const broker = { brokerFirm: 'Cargo Co', brokerLicence: 'CB-11/2020' };
    const invite = async (program: typeof exporter, iec: string) => {
      const body = { kind: 'customs-agent', iec, ...who, ...broker, rights };
      return bodyOf(await program('/invitations', { body }));
    };
    const one = await invite(exporter, 'AAACS7302F');
    const { someone, code } = await finishInvited(who, one.id);
    await signsIn(someone, who);
    const two = await invite(otherExporter, '0388012345');
    expect((await finishInvited(who, two.id, code)).stage).toBe('active');
    const seen = await bodyOf(await otherExporter(`/registrations/${two.id}`));
    expect(JSON.stringify(seen)).not.toContain('accountId');
    const mandates = await database.select().from(mandate);
    const accounts = await database.select().from(account);
    const agent = accounts.find(({ login }) => login === who.email);
    const given = mandates.filter(({ agentId }) => agentId === agent?.id);
    expect(given.map(({ iec }) => iec).toSorted()).toEqual(['0388012345', 'AAACS7302F']);
  });

  test('R19 on plain pages: a mail scanner that follows the link confirms nothing, a person does', async () => {
    const who = person('pages.example');
    const body = { kind: 'exporter-user', iec: 'AAACS7302F', ...who, rights };
    const { id } = await bodyOf(await exporter('/invitations', { body }));
    const helper = newcomer(addresses);
    const link = await helper.linkTo(who.email, id);
    const page = `${addresses.api}/registration/verify?lang=hi&link=${link}`;
    const looked = await (await fetch(page)).text();
    expect(looked).toContain('method="post"');
    expect(looked).toContain('lang="hi"');
    expect(looked).not.toContain('<script');
    const pressed = await fetch(page, {
      method: 'POST',
      body: new URLSearchParams({ link }),
      redirect: 'manual',
    });
    expect(pressed.status, await pressed.clone().text()).toBe(303);
    const cookie = pressed.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
    const bring = async (fields: Record<string, string>) => {
      const answer = await fetch(`${addresses.api}/registration/continue?lang=en`, {
        method: 'POST',
        headers: { cookie },
        body: new URLSearchParams(fields),
      });
      return answer.text();
    };
    const asked = await bring({ code: await helper.codeTo(who.mobile) });
    const version = /name="agree" value="([^"]+)"/.exec(asked)?.[1] ?? '';
    expect(await bring({ agree: version })).toContain('Your account is open');
    const again = await fetch(page, { method: 'POST', body: new URLSearchParams({ link }) });
    expect(again.status).toBe(410);
  });
});

describe('people of agencies', () => {
  const code = `N${run.slice(0, 5).toUpperCase()}`;
  const official = `office@${run}.example`;
  beforeAll(() =>
    database
      .insert(agency)
      .values({ code, name: 'New agency', emailDomain: `${run}.example`, officialEmail: official }),
  );

  test('R40 an administrator hands in the letter and works only once DGFT operations have approved', async () => {
    const who = { ...person('ignored.example'), email: official };
    const wrong = newcomer(addresses);
    const elsewhere = { ...who, email: `boss@${run}.example` };
    const registration = { kind: 'agency-administrator', agency: code, designation: 'Head' };
    expect((await wrong.begin({ ...registration, ...elsewhere })).body.code).toBe(
      'email-not-official',
    );
    const someone = newcomer(addresses);
    const begun = await someone.begin({ ...registration, ...who });
    expect(begun.body.number, JSON.stringify(begun.body)).toBe(
      `${code}/${new Date().getFullYear()}/0001`,
    );
    const sample = new URL('../samples/documents/commercial-invoice.pdf', import.meta.url);
    const letter = new Uint8Array(readFileSync(sample));
    const form = (bytes: Uint8Array<ArrayBuffer>) => {
      const data = new FormData();
      data.set('type', 'other');
      data.set('file', new Blob([bytes], { type: 'application/pdf' }), 'letter.pdf');
      return data;
    };
    const hostile = await someone.ask('/letter', form(new Uint8Array(Buffer.from('%PDF-1.7 x'))));
    expect(hostile.body.code).toBe('document-refused');
    const handed = await someone.ask('/letter', form(letter));
    expect(handed.status, JSON.stringify(handed.body)).toBe(200);
    const { stage } = await finish(who, someone);
    expect(stage).toBe('awaiting-decision');

    const path = `/registrations/${someone.idOf()}`;
    const file = await operations(`${path}/letter`);
    expect(Buffer.from(await file.arrayBuffer()).equals(Buffer.from(letter))).toBe(true);
    expect((await administrator(`${path}/letter`)).status).toBe(404);
    const { revision } = await bodyOf(await operations(path));
    const approval = { approve: true, expectedRevision: revision };
    expect((await administrator(`${path}/decision`, { body: approval })).status).toBe(404);
    const key = randomUUID();
    const decided = await operations(`${path}/decision`, { body: approval, key });
    expect((await bodyOf(decided)).stage).toBe('active');
    const repeated = await operations(`${path}/decision`, { body: approval, key });
    expect([repeated.status, repeated.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
    await signsIn(someone, who);
  });

  test("R46 an officer registers from the agency's domain; its administrator decides, nobody else", async () => {
    const stranger = newcomer(addresses);
    const registration = { kind: 'officer', agency: 'EIC', office: 'EIC-MUMBAI' };
    const foreign = await stranger.begin({ ...registration, ...person('gmail.example') });
    expect(foreign.body.code).toBe('email-not-of-agency');
    const who = person('eic.example');
    const someone = newcomer(addresses);
    expect((await someone.begin({ ...registration, ...who })).status).toBe(201);
    expect((await finish(who, someone)).stage).toBe('awaiting-decision');
    const listed = await bodyOf(await administrator('/registrations?kind=officer'));
    expect(JSON.stringify(listed.registrations)).toContain(someone.idOf());
    const path = `/registrations/${someone.idOf()}`;
    const { revision } = await bodyOf(await administrator(path));
    const approval = { approve: true, expectedRevision: revision };
    expect((await operations(`${path}/decision`, { body: approval })).status).toBe(403);
    expect((await bodyOf(await administrator(`${path}/decision`, { body: approval }))).stage).toBe(
      'active',
    );
    await signsIn(someone, who);
  });

  test('R46 a rejected officer is told why, and has no account', async () => {
    const who = person('eic.example');
    const someone = newcomer(addresses);
    await someone.begin({ kind: 'officer', agency: 'EIC', office: 'EIC-MUMBAI', ...who });
    await finish(who, someone);
    const path = `/registrations/${someone.idOf()}`;
    const { revision } = await bodyOf(await administrator(path));
    const body = { approve: false, expectedRevision: revision, reason: 'Not known at this desk' };
    expect((await bodyOf(await administrator(`${path}/decision`, { body }))).stage).toBe('refused');
    expect(await someone.mailTo(who.email, /(Not known at this desk)/)).toBeTruthy();
    const own = (await someone.read()).body;
    expect(own).toMatchObject({ stage: 'refused', endedBecause: 'not-approved' });
  });
});

describe('staff of DGFT', () => {
  /** A second person of operations, signed in. */
  async function secondOperator() {
    const id = randomUUID();
    const token = randomBytes(32).toString('base64url');
    await database.insert(account).values({
      id,
      role: 'dgft-operations',
      login: `second.${run}`,
      name: 'Second of operations',
      email: `second.${run}@dgft.example`,
      totpSecretSealed: 'sealed',
    });
    await insertSession(database, {
      tokenHash: hashOfToken(token),
      accountId: id,
      role: 'dgft-operations',
      network: '127.0.0.1',
      userAgent: 'test',
    });
    return (path: string, body?: unknown) =>
      fetch(`${addresses.api}/api/v1${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          cookie: `ecoo_session=${token}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
  }

  test('rights of operations take four eyes; helpdesk works after the proofs', async () => {
    const who = person('dgft.example');
    const body = { kind: 'staff', role: 'dgft-operations', ...who };
    const { id, number } = await bodyOf(await operations('/invitations', { body }));
    expect(number).toMatch(/^DGFT\//);
    const { someone, stage } = await finishInvited(who, id);
    expect(stage).toBe('awaiting-decision');
    const path = `/registrations/${id}`;
    const { revision } = await bodyOf(await operations(path));
    const approval = { approve: true, expectedRevision: revision };
    expect((await operations(`${path}/decision`, { body: approval })).status).toBe(403);
    const second = await secondOperator();
    expect((await bodyOf(await second(`${path}/decision`, approval))).stage).toBe('active');
    await signsIn(someone, who);

    const helper = person('dgft.example');
    const proposal = { kind: 'staff', role: 'helpdesk', ...helper };
    const help = await bodyOf(await operations('/invitations', { body: proposal }));
    expect((await finishInvited(helper, help.id)).stage).toBe('active');
  });

  test('what was proposed is taken back by operations, and the link is worth nothing then', async () => {
    const who = person('dgft.example');
    const body = { kind: 'staff', role: 'helpdesk', ...who };
    const { id } = await bodyOf(await operations('/invitations', { body }));
    const someone = newcomer(addresses);
    const link = await someone.linkTo(who.email, id);
    const taken = await operations(`/registrations/${id}/withdraw`, { body: {} });
    expect((await bodyOf(taken)).stage).toBe('withdrawn');
    expect((await someone.confirmEmail(link)).body.code).toBe('registration-ended');
  });
});
