import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { isGatewayUnavailable } from '../../gateways/unavailable.ts';
import { traceIdOf } from '../middleware/trace-id.ts';
import { type ProblemContent, problem, problemContent } from './problem.ts';

/** What express and its parsers throw, by `type` where they give one. */
function fromParser(error: unknown): ProblemContent | null {
  if (!(error instanceof Error) || !('status' in error || 'statusCode' in error)) return null;
  const type = 'type' in error ? error.type : null;
  const status = 'status' in error ? error.status : null;
  if (type === 'entity.too.large' || status === 413) {
    return problemContent(problem('body-too-large', 'The body is longer than this address takes.'));
  }
  if (status === 415) {
    return problemContent(
      problem('content-type-unsupported', 'The character set or compression is not taken here.'),
    );
  }
  if (type === 'entity.parse.failed') {
    return problemContent(problem('malformed-json', 'The body could not be read as JSON.'));
  }
  if (error instanceof URIError) {
    return problemContent(problem('not-found', 'The address cannot be read.'));
  }
  if (status === 400) {
    return problemContent(problem('invalid-request', 'The request could not be read.'));
  }
  return null;
}

const awayCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'CONNECTION_CLOSED', 'CONNECT_TIMEOUT']);
const starting = new Set(['57P01', '57P02', '57P03', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED']);

/** Whether the database could not be reached, at any depth of the cause chain. */
function databaseIsAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return awayCodes.has(code) || starting.has(code) || databaseIsAway(error.cause);
}

/** Which part is away, where that is what the error means. */
function awayInWords(error: unknown): string | null {
  if (databaseIsAway(error)) return 'The record cannot be reached just now.';
  if (isGatewayUnavailable(error))
    return `The system "${error.system}" cannot be reached just now.`;
  return null;
}

/** The content to answer an error with, and whether it was foreseen. */
export function contentOf(error: unknown): { content: ProblemContent; foreseen: boolean } {
  const known = problemContent(error) ?? fromParser(error);
  if (known) return { content: known, foreseen: true };
  const away = awayInWords(error);
  const stand = away
    ? problem('temporarily-unavailable', away, { retryAfterSeconds: 5 })
    : problem('internal-error', 'The request could not be carried out.');
  const content = problemContent(stand);
  if (!content) throw stand;
  return { content, foreseen: false };
}

/** The body of a problem answer, RFC 9457. */
export function problemBody(content: ProblemContent, traceId: string) {
  const { code, status, title, detail, advice, errors, reasoning } = content;
  return {
    type: `/problems#${code}`,
    title,
    status,
    code,
    detail,
    advice,
    traceId,
    ...(errors ? { errors } : {}),
    ...(reasoning ? { reasoning } : {}),
  };
}

function send(response: Response, content: ProblemContent, traceId: string): void {
  response.locals.problem = content.code;
  for (const [name, value] of Object.entries(content.headers ?? {})) response.set(name, value);
  if (content.retryAfterSeconds) response.set('Retry-After', String(content.retryAfterSeconds));
  response
    .status(content.status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(content, traceId)));
}

/** The last of the handlers: every error leaves as problem+json, none with a stack trace. */
export function answerProblems(logger: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    const { content, foreseen } = contentOf(error);
    const traceId = traceIdOf(request);
    if (!foreseen) logger.error({ err: error, traceId }, 'unforeseen error');
    if (response.headersSent) return next(error);
    send(response, content, traceId);
  };
}
