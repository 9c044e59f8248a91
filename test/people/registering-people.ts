import { randomUUID } from 'node:crypto';
import { expect, inject } from 'vitest';
import { firstSignIn, newcomer } from './newcomer.ts';

const addresses = inject('addresses');

type Body = Record<string, unknown> & { code?: string; id?: string };
/** An answer's body, whatever it says. */
export const bodyOf = async (answer: Response) => Object(await answer.json()) as Body;

let made = 0;
/** Tells this run's people from those of others. */
export const run = randomUUID().slice(0, 8);
/** A person whom nobody has heard of, at an address of that domain. */
export function person(domain: string) {
  made += 1;
  const mobile = `+919${String(Date.now() % 10_000_000).padStart(7, '0')}${String(made).padStart(2, '0')}`;
  return { name: `Person ${made}`, email: `p${made}.${run}@${domain}`, mobile };
}
type Person = ReturnType<typeof person>;

/** What everybody does: link, code, declaration. `before` is a code that the phone has still. */
export async function finish(
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
export async function finishInvited(who: Person, id = '', before: string | null = null) {
  const someone = newcomer(addresses);
  return { someone, ...(await finish(who, someone, { id, before })) };
}

/** Signs in with the mailed one-use password. */
export async function signsIn(someone: ReturnType<typeof newcomer>, { email }: Person) {
  const password = await someone.passwordTo(email);
  const answer = await firstSignIn(addresses.api, email, password);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
}
