import express, { type Request, type RequestHandler } from 'express';
import { problem } from '../problem/problem.ts';

const rawBodies = new WeakMap<object, Buffer>();

/** The body's bytes as they came; empty when there was none. */
export function rawBodyOf(request: Request): Buffer {
  return rawBodies.get(request) ?? Buffer.alloc(0);
}

/** Compressed bodies are not taken: a small one could unfold into a very large one. */
export const readJson = express.json({
  limit: '1mb',
  strict: false,
  inflate: false,
  type: 'application/json',
  verify: (request, _response, bytes) => {
    rawBodies.set(request, bytes);
  },
});

/** A form's bytes unparsed, for messages whose signature covers bytes. */
export const readFormBytes: RequestHandler = express.raw({
  limit: '16kb',
  inflate: false,
  type: 'application/x-www-form-urlencoded',
});

/** Throws unless the request says that its body is of `type`. */
export function requireType(request: Request, type: string): void {
  if (request.is(type) === false || request.get('content-type') === undefined) {
    throw problem('content-type-unsupported', `This address takes ${type}.`);
  }
}
