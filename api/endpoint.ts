import type { Request } from 'express';
import type { z } from 'zod';
import type { Database, Transaction } from '../db/database.ts';
import type { SignedIn } from '../db/queries/sign-in/session.ts';
import type { ApiDependencies } from './dependencies.ts';
import type { Upload } from './documents/receive-upload.ts';
import type { ProblemCode } from './problem/catalogue.ts';
import type { Applicant } from './registration/applicant.ts';

/** What a handler answers: JSON (`body`) or a file (`file`). */
export type Answer = {
  status: number;
  body?: unknown;
  /** Sent as attachment under `name`, never shown in the browser's own right. */
  file?: { type: string; bytes: Uint8Array; name: string };
  headers?: Record<string, string>;
};

/** A request that has passed every check of form; `account` is who sends it. */
export type Asked<Account, Path, Query, Body> = {
  account: Account;
  path: Path;
  query: Query;
  body: Body;
  request: Request;
  /** Reads the uploaded document: after access was checked, so that strangers cannot send ten megabytes. */
  upload: () => Promise<Upload>;
  /** Reads the uploaded file, for the same reason no sooner. */
  file: () => Promise<Buffer>;
  /** Reads the uploaded picture's bytes, and no sooner either. */
  picture: () => Promise<Buffer>;
  /** Reads the part of a file that was sent, and no sooner either. */
  part: () => Promise<Buffer>;
  /** The database, or the transaction that the idempotency key is committed with. */
  database: Database | Transaction;
  idempotencyKey: string | null;
  /** Whether an earlier request with this key may have had its effect already. */
  mayBeRepeat: boolean;
  api: ApiDependencies;
};

/**
 * How repeats are kept from doubling an effect: `message` for what Temporal does (key required,
 * it becomes the update id), `record` for what one transaction does (key optional).
 */
export type Idempotency = 'message' | 'record';

export type BodyKind = 'json' | 'document' | 'file' | 'picture' | 'part' | 'form' | null;

type Schema = z.ZodType | null;
type Output<S extends Schema> = S extends z.ZodType ? z.output<S> : null;

type Description = {
  method: 'get' | 'post' | 'put' | 'delete';
  /** Below `/api/v1`, with `{name}` for parameters. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  idempotency?: Idempotency;
  /** Open also to who must first change a mailed password or enrol an authenticator. */
  whileUnfinished?: boolean;
  /**
   * `json` by default when there is a schema; `form` arrives as bytes; `document`, a file with its
   * type, by `upload`, `file`, `picture` and `part` by those.
   */
  bodyKind?: BodyKind;
  headers?: z.ZodObject;
  /** Schema of each success's body, by status; null for none, a media type for a file. */
  answers: Record<number, { description: string; schema?: z.ZodType; mediaType?: string }>;
  /** Problems beyond those that every endpoint of its kind has. */
  problems?: readonly ProblemCode[];
};

type Schemas<P extends Schema, Q extends Schema, B extends Schema> = {
  pathSchema: P;
  querySchema: Q;
  bodySchema: B;
};

/**
 * Who may ask at all: `applicant` who brings the secret of the registration that the address names,
 * `applicant-or-signed-in` either of the two.
 */
export type Access = 'public' | 'signed-in' | 'applicant' | 'applicant-or-signed-in';

/** Who sends a request; null where anybody may. */
export type Caller = SignedIn | Applicant | null;

export type Endpoint = Description &
  Schemas<Schema, Schema, Schema> & {
    access: Access;
    handle: (asked: Asked<Caller, unknown, unknown, unknown>) => Promise<Answer>;
  };

type Given<P extends Schema, Q extends Schema, B extends Schema> = Description & {
  pathSchema?: P;
  querySchema?: Q;
  bodySchema?: B;
};

function erase<Account, P extends Schema, Q extends Schema, B extends Schema>(
  access: Endpoint['access'],
  given: Given<P, Q, B> & {
    handle: (asked: Asked<Account, Output<P>, Output<Q>, Output<B>>) => Promise<Answer>;
  },
): Endpoint {
  return {
    ...given,
    access,
    pathSchema: given.pathSchema ?? null,
    querySchema: given.querySchema ?? null,
    bodySchema: given.bodySchema ?? null,
    // The router parses with these very schemas and signs in by `access`, so the types hold.
    handle: given.handle as Endpoint['handle'],
  };
}

/** One address of the API for people who have signed in; schemas are strict, handlers thin. */
export function endpoint<P extends Schema = null, Q extends Schema = null, B extends Schema = null>(
  given: Given<P, Q, B> & {
    handle: (asked: Asked<SignedIn, Output<P>, Output<Q>, Output<B>>) => Promise<Answer>;
  },
): Endpoint {
  return erase('signed-in', given);
}

/** One address that anybody may ask. */
export function publicEndpoint<
  P extends Schema = null,
  Q extends Schema = null,
  B extends Schema = null,
>(
  given: Given<P, Q, B> & {
    handle: (asked: Asked<null, Output<P>, Output<Q>, Output<B>>) => Promise<Answer>;
  },
): Endpoint {
  return erase('public', given);
}

/** One address for people on their way to an account, by their registration's secret. */
export function applicantEndpoint<
  P extends Schema = null,
  Q extends Schema = null,
  B extends Schema = null,
>(
  given: Given<P, Q, B> & {
    handle: (asked: Asked<Applicant, Output<P>, Output<Q>, Output<B>>) => Promise<Answer>;
  },
): Endpoint {
  return erase('applicant', given);
}

/** The same, open also to people who have signed in. */
export function applicantOrSignedInEndpoint<
  P extends Schema = null,
  Q extends Schema = null,
  B extends Schema = null,
>(
  given: Given<P, Q, B> & {
    handle: (
      asked: Asked<Applicant | SignedIn, Output<P>, Output<Q>, Output<B>>,
    ) => Promise<Answer>;
  },
): Endpoint {
  return erase('applicant-or-signed-in', given);
}
