import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { solvedCaptcha } from '../../scripts/demo/captcha.ts';
import type { Addresses } from '../../scripts/stack/addresses.ts';
import type { TestToken } from './exporter-token.ts';

export type Told = { status: number; body: Record<string, unknown> & { code?: string } };
type Mail = { subject: string; text: string };

const patienceMs = 60_000;
/** Answers that mean "not yet": in flight, parts of the system away. */
const notYet = new Set([202, 425, 500, 502, 503, 504]);

/** null when nobody answered. */
async function attempt(url: string, init: RequestInit): Promise<Told | null> {
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(20_000) });
    const body = Object(await answer.json().catch(() => ({})));
    const again = notYet.has(answer.status) || body.code === 'idempotency-key-in-flight';
    return again ? null : { status: answer.status, body };
  } catch {
    return null;
  }
}

/** Asks again, with the same key, until it is answered for good. */
async function persistently(url: string, init: RequestInit): Promise<Told> {
  for (const end = Date.now() + patienceMs; Date.now() < end; await pause(200)) {
    const told = await attempt(url, init);
    if (told) return told;
  }
  throw new Error(`${url}: no answer in ${patienceMs / 1000} s`);
}

/** What a request behind a CAPTCHA brings, asked for until somebody answers. */
async function captchaOf(api: string) {
  for (const end = Date.now() + patienceMs; Date.now() < end; await pause(200)) {
    const solved = await solvedCaptcha(api).catch(() => null);
    if (solved) return solved;
  }
  throw new Error(`no CAPTCHA in ${patienceMs / 1000} s`);
}

/** Somebody on the way to an account at a running system, who reads the mails and messages it sends. */
export function newcomer({ api, mailbox, phone }: Addresses) {
  let id = '';
  let secret: string | null = null;

  /** What the mailbox or the phone has, newest first; nothing while it is away. */
  async function received<One>(url: string): Promise<One[]> {
    const answer = await fetch(url).catch(() => null);
    return answer?.ok ? ((await answer.json()) as One[]) : [];
  }

  /** A request about the own registration, with its secret. */
  function ask(path: string, body?: unknown, key: string = randomUUID()): Promise<Told> {
    const form = body instanceof FormData;
    const headers = {
      ...(form ? {} : { 'content-type': 'application/json' }),
      ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
      'idempotency-key': key,
    };
    const sent = form ? body : JSON.stringify(body);
    return persistently(`${api}/api/v1/registrations/${id}${path}`, {
      method: body === undefined && path === '' ? 'GET' : 'POST',
      headers,
      ...(body === undefined ? {} : { body: sent }),
    });
  }

  /** Begins as somebody who comes without having been proposed. */
  async function begin(body: Record<string, unknown>, key: string = randomUUID()): Promise<Told> {
    const captcha = await captchaOf(api);
    const told = await persistently(`${api}/api/v1/registrations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ ...body, captcha }),
    });
    if (told.status === 201) {
      id = String(told.body.id);
      secret = String(told.body.secret);
    }
    return told;
  }

  /** The newest mail to an address that holds what is looked for. */
  async function mailTo(address: string, pattern: RegExp): Promise<string> {
    for (const end = Date.now() + patienceMs; Date.now() < end; await pause(100)) {
      const url = `${mailbox}/messages?to=${encodeURIComponent(address)}`;
      const mails = await received<Mail>(url);
      const found = mails.map(({ text }) => pattern.exec(text)?.[1]).find((one) => one);
      if (found) return found;
    }
    throw new Error(`no mail to ${address} holds ${pattern}`);
  }

  const linkTo = (address: string, registrationId = id) =>
    mailTo(address, new RegExp(`[?&]link=(${registrationId}\\.[\\w-]{43})`));

  /** The code of the newest message to a number that was sent since the code before it. */
  async function codeTo(number: string, before: string | null = null): Promise<string> {
    for (const end = Date.now() + patienceMs; Date.now() < end; await pause(100)) {
      const url = `${phone}/messages?to=${encodeURIComponent(number)}`;
      const [newest] = await received<{ text: string }>(url);
      const code = /\b\d{6}\b/.exec(newest?.text ?? '')?.[0];
      if (code && code !== before) return code;
    }
    throw new Error(`no code was sent to ${number}`);
  }

  /** Follows the mailed link; an invited person has the registration and its secret from it. */
  async function confirmEmail(link: string): Promise<Told> {
    id = link.split('.', 1)[0] ?? '';
    const told = await ask('/verify-email', { link });
    if (typeof told.body.secret === 'string') secret = told.body.secret;
    return told;
  }

  async function agree(): Promise<Told> {
    const { body } = await persistently(`${api}/api/v1/privacy-declaration`, {});
    const { version } = body;
    return ask('/consent', { version, language: 'hi', scrolledToEnd: true, agreed: true });
  }

  async function present(token: TestToken): Promise<Told> {
    const asked = await ask('/certificate-challenge', {});
    const { challengeId, challenge } = asked.body;
    if (typeof challenge !== 'string') return asked;
    return ask('/certificate', { challengeId, ...(await token.present(challenge)) });
  }

  const read = () => ask('');

  /** Waits until the registration stands there. */
  async function stands(stage: string): Promise<Told['body']> {
    let body: Told['body'] = {};
    for (const end = Date.now() + patienceMs; Date.now() < end; await pause(100)) {
      body = (await read()).body;
      if (body.stage === stage) return body;
    }
    throw new Error(`the registration is not ${stage}: ${JSON.stringify(body)}`);
  }

  /** The mailed user name and one-use password. */
  const passwordTo = (address: string) =>
    mailTo(address, /Password for one use: ([a-z2-9]{5}(?:-[a-z2-9]{5}){2})/);

  return {
    begin,
    ask,
    read,
    stands,
    linkTo,
    codeTo,
    confirmEmail,
    agree,
    present,
    mailTo,
    passwordTo,
    idOf: () => id,
    secretOf: () => secret,
  };
}

/** Signs in with a mailed password; gives the status and what the account must do first. */
export async function firstSignIn(api: string, login: string, password: string): Promise<Told> {
  const answer = await attempt(`${api}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password, captcha: await solvedCaptcha(api) }),
  });
  if (!answer) throw new Error('signing in was not answered');
  return answer;
}
