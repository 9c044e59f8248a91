import type { Request, Response, Router } from 'express';
import express from 'express';
import type { z } from 'zod';
import type { Database, Transaction } from '../db/database.ts';
import type { ApiDependencies } from './dependencies.ts';
import { receiveFile, receiveUpload } from './documents/receive-upload.ts';
import type { Answer, Asked, Caller, Endpoint } from './endpoint.ts';
import { receivePicture } from './images/receive-picture.ts';
import {
  idempotencyKeyOf,
  keyedRequest,
  onceAsMessage,
  onceAsRecord,
} from './middleware/idempotency.ts';
import { readFormBytes, readJson, requireType } from './middleware/raw-body.ts';
import { signedIn, signedInUnfinished } from './middleware/signed-in.ts';
import { receivePart } from './migration/receive-part.ts';
import { problem } from './problem/problem.ts';
import { fieldErrors } from './problem/zod-errors.ts';
import { applicantOf } from './registration/applicant.ts';
import { secretHashOf } from './registration/registration-secret.ts';

type Handled = Asked<Caller, unknown, unknown, unknown>;

function parsed(schema: z.ZodType | null, value: unknown, where: string): unknown {
  if (!schema) return null;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = fieldErrors(result.error, where);
  throw problem('invalid-request', 'Some fields are not of the agreed form.', { errors });
}

/** A path that is no id of ours leads nowhere: 404, as for what belongs to others. */
function parsedPath(schema: z.ZodType | null, request: Request): unknown {
  if (!schema) return null;
  const result = schema.safeParse(request.params);
  // PostgreSQL's text holds no NUL: nothing that is asked for by one is there.
  const holdsNul = Object.values(request.params).some((value) => value.includes('\0'));
  if (!result.success || holdsNul) throw problem('not-found', 'No such address.');
  return result.data;
}

async function readBody(endpoint: Endpoint, request: Request, response: Response) {
  const kind = endpoint.bodyKind ?? (endpoint.bodySchema ? 'json' : null);
  if (kind === null || kind === 'document' || kind === 'file') return;
  if (kind === 'picture' || kind === 'part') return;
  const [type, reader] =
    kind === 'form'
      ? (['application/x-www-form-urlencoded', readFormBytes] as const)
      : (['application/json', readJson] as const);
  requireType(request, type);
  await new Promise<void>((resolve, reject) => {
    reader(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
}

async function carryOut(endpoint: Endpoint, asked: Handled): Promise<Answer> {
  const { account, idempotencyKey, request, api } = asked;
  if (!endpoint.idempotency || !account) return endpoint.handle(asked);
  if (idempotencyKey === null) {
    if (endpoint.idempotency === 'record') return endpoint.handle(asked);
    throw problem('idempotency-key-missing', 'This request needs an Idempotency-Key.');
  }
  const owner = 'registration' in account ? account.registration.id : account.accountId;
  const keyed = keyedRequest(request, owner, idempotencyKey);
  if (endpoint.idempotency === 'record') {
    return onceAsRecord(api.database, keyed, (database) => endpoint.handle({ ...asked, database }));
  }
  return onceAsMessage(api.database, keyed, request, (mayBeRepeat) =>
    endpoint.handle({ ...asked, mayBeRepeat }),
  );
}

/** Written by Node's own means: this is on the way of every answer, and Express looks up much. */
function send(response: Response, { status, body, file, headers }: Answer): void {
  if (file) {
    response
      .set(headers ?? {})
      .attachment(file.name)
      .type(file.type);
    response.set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': 'sandbox' });
    response.status(status).send(Buffer.from(file.bytes));
    return;
  }
  const text = body === undefined ? '' : JSON.stringify(body);
  const type = text === '' ? {} : { 'Content-Type': 'application/json; charset=utf-8' };
  const length = status === 204 ? {} : { 'Content-Length': Buffer.byteLength(text) };
  response.writeHead(status, { 'Cache-Control': 'no-store', ...type, ...length, ...headers });
  response.end(text);
}

async function callerOf(endpoint: Endpoint, request: Request, database: Database): Promise<Caller> {
  if (endpoint.access === 'public') return null;
  const byApplicant =
    endpoint.access === 'applicant' ||
    (endpoint.access === 'applicant-or-signed-in' && secretHashOf(request) !== null);
  if (byApplicant) return applicantOf(request, database);
  return endpoint.whileUnfinished
    ? signedInUnfinished(request, database)
    : signedIn(request, database);
}

function handler(endpoint: Endpoint, api: ApiDependencies) {
  return async (request: Request, response: Response): Promise<void> => {
    const account = await callerOf(endpoint, request, api.database);
    const path = parsedPath(endpoint.pathSchema, request);
    const query = parsed(endpoint.querySchema, request.query, '#query');
    await readBody(endpoint, request, response);
    const body = parsed(endpoint.bodySchema, request.body, '');
    const database: Database | Transaction = api.database;
    const idempotencyKey = idempotencyKeyOf(request);
    const mayBeRepeat = false;
    const asked = {
      account,
      path,
      query,
      body,
      request,
      database,
      idempotencyKey,
      mayBeRepeat,
      upload: () => receiveUpload(request, response),
      file: () => receiveFile(request, response),
      picture: () => receivePicture(request, response),
      part: () => receivePart(request, response),
      api,
    };
    send(response, await carryOut(endpoint, asked));
  };
}

const expressPath = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** One endpoint's route, to stand before all others. */
export const routeOf = (endpoint: Endpoint, api: ApiDependencies) => ({
  path: `/api/v1${expressPath(endpoint.path)}`,
  handle: handler(endpoint, api),
});

/** Makes the routes of a list of endpoints; a known path with another method answers 405. */
export function routerOf(endpoints: readonly Endpoint[], api: ApiDependencies): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const endpoint of endpoints) {
    router[endpoint.method](expressPath(endpoint.path), handler(endpoint, api));
  }
  for (const path of new Set(endpoints.map((endpoint) => endpoint.path))) {
    const methods = endpoints.filter((one) => one.path === path).map(({ method }) => method);
    const allow = [...methods, ...(methods.includes('get') ? ['head'] : [])]
      .join(', ')
      .toUpperCase();
    router.all(expressPath(path), (request) => {
      throw problem('method-not-allowed', `${request.method} is not taken here.`, {
        headers: { Allow: allow },
      });
    });
  }
  return router;
}
