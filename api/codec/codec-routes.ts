import type { Payload, PayloadCodec } from '@temporalio/common';
import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { encryptingCodec } from '../../temporal/codec.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { readJson } from '../middleware/raw-body.ts';
import { signedIn } from '../middleware/signed-in.ts';
import { traceIdOf } from '../middleware/trace-id.ts';
import { problem } from '../problem/problem.ts';
import { fieldErrors } from '../problem/zod-errors.ts';

const payloads = z.object({
  payloads: z
    .array(
      z.object({
        metadata: z.record(z.string(), z.base64()).optional(),
        data: z.base64().optional(),
      }),
    )
    .max(500),
});

function payloadsIn(body: unknown): Payload[] {
  const read = payloads.safeParse(body);
  if (!read.success) {
    const errors = fieldErrors(read.error);
    throw problem('invalid-request', 'The body is not a list of payloads.', { errors });
  }
  return read.data.payloads.map(({ metadata = {}, data = '' }) => ({
    metadata: Object.fromEntries(
      Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, 'base64')]),
    ),
    data: Buffer.from(data, 'base64'),
  }));
}

const base64 = (bytes: Uint8Array | null | undefined) =>
  Buffer.from(bytes ?? []).toString('base64');

function shown(list: Payload[]) {
  return {
    payloads: list.map(({ metadata, data }) => ({
      metadata: Object.fromEntries(
        Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)]),
      ),
      data: base64(data),
    })),
  };
}

/** Lets a browser on the Temporal UI's pages ask, with cookies; on no other's. */
function onlyTemporalUi(uiUrl: string | null): RequestHandler {
  const allowed = uiUrl && new URL(uiUrl).origin;
  return (request, response, next) => {
    const origin = request.get('origin');
    if (origin !== undefined && origin !== allowed) {
      throw problem('cross-site-request', 'Only the Temporal UI may ask the codec server.');
    }
    if (origin) {
      response.set({
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Allow-Headers': 'content-type, x-namespace, authorization',
        'Access-Control-Allow-Methods': 'POST',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        Vary: 'Origin',
      });
    }
    if (request.method === 'OPTIONS') response.status(204).end();
    else next();
  };
}

/**
 * The codec server of the Temporal UI: reads payloads for DGFT operations who are signed in here.
 * Each reading is logged with who asked, for what is encrypted is the exporters' own.
 */
export function codecRoutes(api: ApiDependencies): Router {
  const codec: PayloadCodec = encryptingCodec(api.payloadKeys);
  const convert = (verb: 'decode' | 'encode'): RequestHandler => {
    return async (request, response) => {
      const account = await signedIn(request, api.database);
      if (account.role !== 'dgft-operations') {
        throw problem('role-may-not', 'Payloads are read by DGFT operations alone.');
      }
      if (request.get('x-namespace') !== api.namespace) {
        throw problem('not-found', 'This codec server reads another namespace.');
      }
      const given = payloadsIn(request.body);
      const { accountId } = account;
      const line = { accountId, verb, payloads: given.length, traceId: traceIdOf(request) };
      api.logger.info(line, 'payloads read for the Temporal UI');
      response.set('Cache-Control', 'no-store').json(shown(await codec[verb](given)));
    };
  };
  return Router()
    .use(onlyTemporalUi(api.temporalUiUrl))
    .post('/decode', readJson, convert('decode'))
    .post('/encode', readJson, convert('encode'));
}
