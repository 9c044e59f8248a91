import type { Endpoint } from '../endpoint.ts';
import { catalogue, type ProblemCode } from '../problem/catalogue.ts';

const everywhere: readonly ProblemCode[] = [
  'not-found',
  'method-not-allowed',
  'internal-error',
  'temporarily-unavailable',
];

function ofBody({ bodyKind, bodySchema }: Endpoint): ProblemCode[] {
  if (bodyKind === 'document' || bodyKind === 'file') {
    return ['invalid-request', 'content-type-unsupported', 'body-too-large'];
  }
  if (bodyKind === 'picture' || bodyKind === 'part')
    return ['content-type-unsupported', 'body-too-large'];
  if (bodyKind === 'form') return ['content-type-unsupported', 'body-too-large', 'invalid-request'];
  if (!bodySchema) return [];
  return ['malformed-json', 'content-type-unsupported', 'body-too-large', 'invalid-request'];
}

function ofKey({ idempotency }: Endpoint): ProblemCode[] {
  if (!idempotency) return [];
  const shared: ProblemCode[] = [
    'idempotency-key-unusable',
    'idempotency-key-in-flight',
    'idempotency-key-reused',
  ];
  return idempotency === 'message' ? ['idempotency-key-missing', ...shared] : shared;
}

const isSignedIn = ({ access }: Endpoint) =>
  access === 'signed-in' || access === 'applicant-or-signed-in';

/** Every problem that an endpoint may answer, once each, in order of status. */
export function problemCodesOf(endpoint: Endpoint): ProblemCode[] {
  const codes = new Set<ProblemCode>([
    ...(endpoint.problems ?? []),
    ...(isSignedIn(endpoint) ? (['not-signed-in', 'role-may-not'] as const) : []),
    ...(isSignedIn(endpoint) && !endpoint.whileUnfinished ? (['account-unfinished'] as const) : []),
    ...(endpoint.method === 'get' ? [] : (['cross-site-request'] as const)),
    ...(endpoint.querySchema ? (['invalid-request'] as const) : []),
    ...ofBody(endpoint),
    ...ofKey(endpoint),
    ...everywhere,
  ]);
  return [...codes].sort((left, right) => catalogue[left].status - catalogue[right].status);
}
