import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { z } from 'zod';
import { requireCaptcha } from '../captcha/require-captcha.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { limited } from '../limits/limit.ts';
import { networkOf } from '../limits/network.ts';
import type { passwordResetRequestBody } from '../schemas/account/own-account.ts';
import { sendAccountMessage } from '../temporal/account-messages.ts';

/** Counters keep no login: one may be an e-mail address. */
const hashOfLogin = (login: string) =>
  createHash('sha256').update(login.trim().toLowerCase()).digest('hex').slice(0, 32);

/**
 * Has a link to a new password mailed, if anybody has this login or address (R22). The record is not
 * asked here: whether the account exists makes no difference to the answer or the time it takes.
 * Throws `captcha-refused`, `too-many-requests` and `temporarily-unavailable`.
 */
export async function requestPasswordReset(
  api: ApiDependencies,
  request: Request,
  { login, captcha }: z.output<typeof passwordResetRequestBody>,
): Promise<void> {
  await requireCaptcha(api, captcha);
  const asked = hashOfLogin(login);
  await limited(api, 'password-reset', `${asked}/${networkOf(request)}`);
  await limited(api, 'password-reset-login', asked);
  await sendAccountMessage(api, { kind: 'password-reset', login: login.trim() });
}
