import { randomUUID } from 'node:crypto';
import type { Endpoint } from '../../api/endpoint.ts';
import { formatCertificateNumber } from '../../domain/certificate/numbering.ts';
import { actorOf, type apiServer, type Login, logins } from '../api-server.ts';
import { offContract } from '../contract.ts';
import { aPicture } from './people.ts';
import { type Rule, type Side, statusOf, type Thing } from './rule.ts';

type Server = Awaited<ReturnType<typeof apiServer>>;
type Question = { as: Login; about: string; thing: Partial<Thing>; expected: number | null };

const unissued = { agency: 'EIC', office: 'MUMBAI', year: 2026, serial: 9_999_999 };
const unknown = (name: string) =>
  name === 'number' ? formatCertificateNumber(unissued) : randomUUID();

/** Sends a route a request of the agreed form about a thing; about no thing that is, with `{}`. */
export async function ask(
  { call }: Server,
  endpoint: Endpoint,
  rule: Rule | undefined,
  thing: Partial<Thing>,
  as?: Login,
): Promise<Response> {
  const path = endpoint.path.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => thing.path?.[name] ?? unknown(name),
  );
  const given = typeof rule === 'object' && 'make' in rule ? rule.body : undefined;
  const form = typeof given === 'function' ? given() : given;
  const isPicture = endpoint.bodyKind === 'picture';
  const other = isPicture ? aPicture : form;
  const body = endpoint.bodyKind === 'file' ? new FormData() : other;
  return call(`/api/v1${path}${thing.query ? `?${thing.query}` : ''}`, {
    method: endpoint.method.toUpperCase(),
    ...(body === undefined ? {} : { body }),
    ...(as ? { as } : {}),
    headers: {
      ...(isPicture ? { 'content-type': 'image/png' } : {}),
      'idempotency-key': randomUUID(),
      'if-match': '"3"',
    },
  });
}

async function questionsOf(
  { idOf }: Server,
  rule: Rule,
  sides: Record<string, Side>,
): Promise<Question[]> {
  if (typeof rule === 'string') {
    return logins.map((as) => ({ as, about: 'nothing', thing: {}, expected: null }));
  }
  if ('list' in rule) {
    return logins.map((as) => {
      const open = rule.list(actorOf(as, idOf(as)));
      return { as, about: 'a list', thing: {}, expected: open ? null : 403 };
    });
  }
  const pairs = Object.entries(sides).flatMap(([about, side]) =>
    logins.map((as) => ({ as, about, side })),
  );
  return Promise.all(
    pairs.map(async ({ as, about, side }) => {
      const thing = await rule.make(side, { accountId: idOf(as) });
      const verdict = rule.verdict(actorOf(as, idOf(as)), thing.facts);
      return { as, about, thing, expected: statusOf[verdict] };
    }),
  );
}

/** What is allowed may be answered in many ways, but not in these. */
const closed = [401, 403, 404, 500];

async function departureOf(
  endpoint: Endpoint,
  expected: number | null,
  answer: Response,
): Promise<{ departure: string | null; text: string }> {
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  const offForm = isJson ? await offContract(endpoint, answer.clone()) : null;
  const { traceId: _, ...body }: Record<string, unknown> = isJson
    ? Object(await answer.json())
    : {};
  const text = JSON.stringify(body);
  if (offForm) return { departure: offForm, text };
  const open = !closed.includes(answer.status) && body.code !== 'stage-forbids-action';
  const holds = expected === null ? open : answer.status === expected;
  const got = `${answer.status} ${body.code ?? ''}`;
  return { departure: holds ? null : `wanted ${expected ?? 'an open door'}, got ${got}`, text };
}

/**
 * Asks one route as everybody about everybody's things. Gives whatever is not as the matrix says,
 * off the contract, or told apart from a thing that does not exist; and how many doors were open.
 */
export async function cross(
  server: Server,
  endpoint: Endpoint,
  rule: Rule,
  sides: Record<string, Side>,
): Promise<{ departures: string[]; expected: Set<number | null> }> {
  const questions = await questionsOf(server, rule, sides);
  const hidden = questions.find(({ expected }) => expected === 404);
  const nothing = hidden && (await ask(server, endpoint, rule, {}, hidden.as));
  const blank = nothing && (await departureOf(endpoint, 404, nothing));
  const asked = await Promise.all(
    questions.map(async ({ as, about, thing, expected }) => {
      const answer = await ask(server, endpoint, rule, thing, as);
      const { departure, text } = await departureOf(endpoint, expected, answer);
      const leak = expected === 404 && text !== blank?.text ? 'tells that it is there' : null;
      return (departure ?? leak) && `${as}, ${about}: ${departure ?? leak}`;
    }),
  );
  return {
    departures: [blank?.departure, ...asked].filter((one) => one != null),
    expected: new Set(questions.map((question) => question.expected)),
  };
}
