import { afterAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { account, mandate } from '../../db/schema/schema.ts';
import { newcomer } from '../../test/people/newcomer.ts';
import { bodyOf, finishInvited, person, signsIn } from '../../test/people/registering-people.ts';
import { signedInProgram } from '../../test/servers/api-program.ts';

const addresses = inject('addresses');
const database = openDatabase(inject('databaseUrl'));
afterAll(() => database.$client.end());
const exporter = await signedInProgram('AAACS7302F');
const otherExporter = await signedInProgram('0388012345');

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
    const key = /name="key" value="([^"]+)"/.exec(looked)?.[1] ?? '';
    const press = () => {
      const body = new URLSearchParams({ link, key });
      return fetch(page, { method: 'POST', body, redirect: 'manual' });
    };
    const first = await press();
    expect(first.status, await first.clone().text()).toBe(303);
    // The answer may have been lost on its way: pressed again it is the same.
    const pressed = await press();
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
