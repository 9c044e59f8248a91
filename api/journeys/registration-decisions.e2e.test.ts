import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { insertSession } from '../../db/queries/sign-in/session.ts';
import { account, agency } from '../../db/schema/schema.ts';
import { newcomer } from '../../test/people/newcomer.ts';
import {
  bodyOf,
  finish,
  finishInvited,
  person,
  run,
  signsIn,
} from '../../test/people/registering-people.ts';
import { signedInProgram } from '../../test/servers/api-program.ts';
import { hashOfToken } from '../middleware/session-cookie.ts';

const addresses = inject('addresses');
const database = openDatabase(inject('databaseUrl'));
afterAll(() => database.$client.end());
const administrator = await signedInProgram('admin@eic.example');
const operations = await signedInProgram('operations');

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
    const sample = new URL('../../samples/documents/commercial-invoice.pdf', import.meta.url);
    const letter = new Uint8Array(readFileSync(sample));
    const form = (bytes: Uint8Array<ArrayBuffer>) => {
      const data = new FormData();
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
