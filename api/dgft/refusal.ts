import type { Request } from 'express';
import type { AuditEntry } from '../../db/queries/audit/audit.ts';
import { networkOf } from '../limits/network.ts';

/** What the audit is told of a sign-in with DGFT that came to nothing. */
export const refusal = (request: Request, subject: string, reason: string): AuditEntry => ({
  subject,
  actor: 'anonymous',
  role: null,
  action: 'sign-in-refused',
  at: new Date(),
  after: { reason, means: 'dgft' },
  network: networkOf(request),
});
