import { isCancellation, log } from '@temporalio/workflow';
import type { AccountMessageInput, AccountMessageResult } from './contract.ts';
import * as steps from './steps.ts';

type Sending = () => Promise<{ sent: boolean }>;

/**
 * Tells the owner of an account something, by mail or SMS, and survives whatever is away meanwhile
 * (R19, R22, R23). What cannot be sent in time is given up: the owner can ask again.
 */
export async function accountMessage(input: AccountMessageInput): Promise<AccountMessageResult> {
  const due = await sendingsOf(input);
  const sent = await Promise.all(due.map(attempt));
  return { due: due.length, sent: sent.filter(Boolean).length };
}

async function sendingsOf(input: AccountMessageInput): Promise<Sending[]> {
  switch (input.kind) {
    case 'password-reset': {
      const { accountIds } = await steps.findResetAccounts({ login: input.login });
      return accountIds.map((accountId) => () => steps.sendResetLink({ accountId }));
    }
    case 'email-change': {
      const { accountId, email } = input;
      return [
        () => steps.sendEmailConfirmation({ accountId, email, side: 'old' }),
        () => steps.sendEmailConfirmation({ accountId, email, side: 'new' }),
      ];
    }
    case 'mobile-change': {
      const { accountId, mobile } = input;
      return [() => steps.sendMobileCode({ accountId, mobile })];
    }
    case 'notice': {
      const { accountId, notice, to } = input;
      return [() => steps.sendAccountNotice({ accountId, notice, to })];
    }
    default:
      return input satisfies never;
  }
}

async function attempt(send: Sending): Promise<boolean> {
  try {
    return (await send()).sent;
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('A message to the owner of an account was given up');
    return false;
  }
}
