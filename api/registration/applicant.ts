import type { Request } from 'express';
import { z } from 'zod';
import type { Database } from '../../db/database.ts';
import {
  findRegistration,
  type RegistrationRow,
} from '../../db/queries/registration/registration.ts';
import { problem } from '../problem/problem.ts';
import { secretHashOf } from './registration-secret.ts';

/** Somebody on his way to an account, known by his registration's secret. */
export type Applicant = { registration: RegistrationRow };

const id = z.uuid();

/**
 * Who sends this request, by the secret of the registration that the address names. Throws
 * `not-found` for any other secret and for a registration that does not exist, alike.
 */
export async function applicantOf(request: Request, database: Database): Promise<Applicant> {
  const secretHash = secretHashOf(request);
  const asked = id.safeParse(request.params.id);
  const registration = asked.success ? await findRegistration(database, asked.data) : null;
  if (!registration || secretHash === null || registration.secretHash !== secretHash) {
    throw problem('not-found', 'There is nothing here that is yours to see.');
  }
  return { registration };
}
