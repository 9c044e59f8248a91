import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { readLink } from '../../credential/one-time-code.ts';
import { findRegistration } from '../../db/queries/registration/registration.ts';
import { confirmEmail } from '../../workflows/user-registration/contract.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { Answer } from '../endpoint.ts';
import { hashOfCode } from '../kept-code.ts';
import { limited } from '../limits/limit.ts';
import { networkOf } from '../limits/network.ts';
import { problem } from '../problem/problem.ts';
import { tellRegistration } from './registration-message.ts';
import { registrationSecret } from './registration-secret.ts';

const notValid = () =>
  problem('link-not-valid', 'The link is not complete, was used, or is too old.');

/**
 * Confirms an address by a mailed link (R19), once. Who was invited has no secret yet: having the
 * link is what shows him to be the one invited, so it is answered with the secret. Where that answer
 * is lost on its way the link is used up all the same: who repeats it with the `key` of the first time
 * is given the first answer.
 */
export async function confirmLink(
  api: ApiDependencies,
  request: Request,
  id: string,
  text: string,
  key: string | null,
): Promise<Answer> {
  await limited(api, 'registration-links', networkOf(request));
  const link = readLink(text);
  if (!link) throw notValid();
  const row = await findRegistration(api.database, link.subject);
  if (!row || row.id !== id) throw notValid();
  const { subject, code } = link;
  const hash = await hashOfCode(api, { purpose: 'registration-email', subject, code });
  const idempotencyKey = key && createHash('sha256').update(`${hash}/${key}`).digest('hex');
  const asked = { api, request, idempotencyKey, mayBeRepeat: false };
  const answer = await tellRegistration(asked, row, confirmEmail, { codeHash: hash });
  if (answer.status !== 200 || row.invitedBy === null) return answer;
  const secret = registrationSecret(api.masterKeys, row);
  return { ...answer, body: { ...Object(answer.body), secret } };
}
