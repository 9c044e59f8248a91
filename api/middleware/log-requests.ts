import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { traceIdOf } from './trace-id.ts';

/**
 * One line per request: what was asked, how it was answered, how long it took. Neither bodies nor
 * headers nor queries: they hold passwords, cookies and what exporters keep to themselves.
 */
export function logRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    response.once('finish', () => {
      const ms = Math.round(performance.now() - began);
      const { method } = request;
      const path = request.originalUrl.split('?', 1)[0];
      const { problem } = response.locals;
      const traceId = traceIdOf(request);
      const line = { traceId, method, path, status: response.statusCode, problem, ms };
      logger[response.statusCode >= 500 ? 'error' : 'info'](line, 'request');
    });
    next();
  };
}
