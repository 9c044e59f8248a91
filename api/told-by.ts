import type { Request } from 'express';
import type { SignedIn } from '../db/queries/sign-in/session.ts';
import { networkOf } from './limits/network.ts';

/** Who does it, when, and from which network address, as the audit tells it. */
export const toldBy = ({ accountId, role }: SignedIn, request: Request) => ({
  actor: accountId,
  role,
  at: new Date(),
  network: networkOf(request),
});
