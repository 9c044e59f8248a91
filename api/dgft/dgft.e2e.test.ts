import { expect, inject, test, vi } from 'vitest';
import { registeredFirms } from '../../simulators/dgft/firms.ts';
import { browser, signInAtDgft } from '../../test/people/browser.ts';

const { api, dgft } = inject('addresses');
const firm = [...registeredFirms().values()].filter(({ status }) => status === 'active')[137];
const iec = firm?.iec ?? '';
const soon = { timeout: 30_000, interval: 200 };

async function atDgft(path: string, body: object) {
  const answer = await fetch(`${dgft}/simulator/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as { id: string };
}

test('R11 R13 what is made, modified and closed at DGFT is so here within seconds, told by its notices', async () => {
  const email = 'new.person@end-to-end.example';
  const { id } = await atDgft('accounts', {
    iec,
    name: 'New Person',
    email,
    mobile: '9200000001',
  });
  const person = browser();
  const there = person.target(await person.open(`${api}/sign-in/dgft`));
  await person.open(await signInAtDgft(person, there, id, `${api}/sign-in/dgft/callback`));
  const current = () => person.open(`${api}/api/v1/sessions/current`);
  expect(await (await current()).json()).toMatchObject({ login: iec, iec, role: 'exporter' });

  const record = async () => (await person.open(`${api}/api/v1/exporters/${iec}`)).json();
  await vi.waitFor(async () => {
    expect(await record()).toMatchObject({ name: firm?.firmName, status: 'active' });
  }, soon);
  await atDgft(`firms/${iec}`, { line: '12 New Mill Road', city: 'Thane' });
  await vi.waitFor(async () => {
    expect(await record()).toMatchObject({
      registeredOffice: { lines: ['12 New Mill Road'], city: 'Thane' },
    });
  }, soon);
  const edited = await person.open(`${api}/api/v1/exporters/${iec}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ registeredOffice: { city: 'Delhi' } }),
  });
  expect(await edited.json()).toMatchObject({ code: 'changed-at-dgft' });

  expect((await current()).status).toBe(200);
  await atDgft(`accounts/${id}`, { status: 'closed' });
  await vi.waitFor(async () => expect((await current()).status).toBe(401), soon);
});
