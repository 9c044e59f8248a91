import { randomUUID } from 'node:crypto';
import type { Endpoint } from '../../api/endpoint.ts';
import { formatCertificateNumber } from '../../domain/certificate/numbering.ts';
import { offContract } from '../contract.ts';
import type { apiServer } from '../servers/api-server.ts';
import type { Asker } from './askers.ts';
import { inTurn } from './in-turn.ts';
import { aPicture } from './people.ts';
import { type Rule, type Side, statusOf, type Thing } from './rule.ts';

type Server = Awaited<ReturnType<typeof apiServer>>;
type Question = { as: Asker; about: string; thing: Partial<Thing>; expected: number | null };

/** Enough to keep the database busy, few enough that no request waits long for a connection. */
const turn = inTurn(24);

const unissued = { agency: 'EIC', office: 'MUMBAI', year: 2026, serial: 9_999_999 };
const unknown = (name: string) =>
  name === 'number' ? formatCertificateNumber(unissued) : randomUUID();

/** Sends a route a request of the agreed form about a thing; about no thing that is, with `{}`. */
export async function ask(
  { call }: Server,
  endpoint: Endpoint,
  rule: Rule | undefined,
  thing: Partial<Thing>,
  as?: Asker,
): Promise<Response> {
  const path = endpoint.path.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => thing.path?.[name] ?? unknown(name),
  );
  const given = typeof rule === 'object' && 'body' in rule ? rule.body : undefined;
  const form = typeof given === 'function' ? given() : given;
  const isPicture = endpoint.bodyKind === 'picture';
  const other = isPicture ? aPicture : form;
  const body =
    endpoint.bodyKind === 'document' || endpoint.bodyKind === 'file' ? new FormData() : other;
  const address = `/api/v1${path}${thing.query ? `?${thing.query}` : ''}`;
  const request = {
    method: endpoint.method.toUpperCase(),
    ...(body === undefined ? {} : { body }),
    headers: {
      ...as?.headers,
      ...(isPicture ? { 'content-type': 'image/png' } : {}),
      'idempotency-key': randomUUID(),
      'if-match': '"3"',
    },
  };
  return turn(() => call(address, request));
}

/**
 * Everybody's questions about everybody's things. Who only looks, or is to be refused, is asked about
 * one and the same thing; who may change it, about a fresh one, so that nobody finds another's traces.
 */
async function questionsOf(
  { method }: Endpoint,
  askers: Asker[],
  rule: Rule,
  sides: Record<string, Side>,
): Promise<Question[]> {
  if (typeof rule === 'string') {
    return askers.map((as) => ({ as, about: 'nothing', thing: {}, expected: null }));
  }
  if ('list' in rule) {
    return askers.map((as) => {
      const open = rule.list(as.actor);
      return { as, about: 'a list', thing: {}, expected: open ? null : 403 };
    });
  }
  const expectedOf = (as: Asker, { facts }: Thing) => statusOf[rule.verdict(as.actor, facts)];
  if ('own' in rule) {
    const own = askers.map(async (as) => {
      const thing = await rule.own(as.actor);
      return { as, about: 'what is their own', thing, expected: expectedOf(as, thing) };
    });
    return Promise.all(own);
  }
  const ofSides = Object.entries(sides).map(async ([about, side]) => {
    const shared = await rule.make(side);
    const questions = askers.map(async (as) => {
      const expected = expectedOf(as, shared);
      const leavesTraces = expected === null && method !== 'get';
      return { as, about, thing: leavesTraces ? await rule.make(side) : shared, expected };
    });
    return Promise.all(questions);
  });
  return (await Promise.all(ofSides)).flat();
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

/** What each asker is told of a thing that does not exist; asked once of each. */
function tellingOfNothing(server: Server, endpoint: Endpoint, rule: Rule) {
  const told = new Map<string, Promise<string>>();
  async function tell({ as, thing }: Question): Promise<string> {
    const answer = await ask(server, endpoint, rule, { path: thing.missing ?? {} }, as);
    return `${answer.status} ${(await departureOf(endpoint, answer.status, answer)).text}`;
  }
  return (question: Question): Promise<string> => {
    const known = told.get(question.as.name) ?? tell(question);
    told.set(question.as.name, known);
    return known;
  };
}

/**
 * What is not as it should be with one answer; null when all is well. To what is hidden a route
 * may also say 403, if it says the same of what does not exist: then it has not even looked.
 */
async function departureIn(
  server: Server,
  endpoint: Endpoint,
  rule: Rule,
  question: Question,
  toldOfNothing: (question: Question) => Promise<string>,
): Promise<string | null> {
  const { as, thing, expected } = question;
  const answer = await ask(server, endpoint, rule, thing, as);
  const wanted = expected === 404 && answer.status === 403 ? 403 : expected;
  const { departure, text } = await departureOf(endpoint, wanted, answer);
  if (departure || expected !== 404) return departure;
  const nothing = await toldOfNothing(question);
  return `${answer.status} ${text}` === nothing
    ? null
    : `tells that it is there: ${text} ${nothing}`;
}

/**
 * Asks one route as everybody about everybody's things. Gives whatever is not as the matrix says,
 * off the contract, or told apart from a thing that does not exist; and which answers were wanted.
 */
export async function cross(
  server: Server,
  { endpoint, rule, askers }: { endpoint: Endpoint; rule: Rule; askers: Asker[] },
  sides: Record<string, Side>,
): Promise<{ departures: string[]; expected: Set<number | null> }> {
  const questions = await questionsOf(endpoint, askers, rule, sides);
  const toldOfNothing = tellingOfNothing(server, endpoint, rule);
  const asked = await Promise.all(
    questions.map(async (question) => {
      const departure = await departureIn(server, endpoint, rule, question, toldOfNothing);
      return departure && `${question.as.name}, ${question.about}: ${departure}`;
    }),
  );
  return {
    departures: asked.filter((one) => one !== null),
    expected: new Set(questions.map((question) => question.expected)),
  };
}
