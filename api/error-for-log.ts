type LoggedError = { type: string; code?: unknown; message: string; stack: string[] };

/** Drizzle quotes a failed query's parameters in its message, and PostgreSQL the row in `detail`. */
const isQuoting = (error: Error) => error.message.startsWith('Failed query:');

/**
 * What of an error goes into the log: its kind, its place in the code and its innermost cause, but
 * nothing of what was being written, which is the exporters' own.
 */
export function errorForLog(error: unknown): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'no error object', stack: [] };
  if (isQuoting(error) && error.cause instanceof Error) return errorForLog(error.cause);
  const stack = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code = 'code' in error ? { code: error.code } : {};
  const message = isQuoting(error) ? 'a query failed' : error.message;
  return { type: error.name, ...code, message, stack: stack.slice(0, 12) };
}
