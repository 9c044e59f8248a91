export const accountMessageName = 'accountMessage';

/** One run for one message; the id says nothing of whose it is. */
export const accountMessageId = (messageId: string) => `account-message/${messageId}`;

/** What the owner of an account is told of after it has happened. */
export type AccountNotice =
  | 'password-changed'
  | 'password-reset'
  | 'email-changed'
  | 'mobile-changed'
  | 'token-made'
  | 'authenticator-enrolled'
  | 'authenticator-reset'
  | 'signing-token-registered'
  | NoticeOfOthers;

/** What somebody else did to the account, as his office is to. */
export type NoticeOfOthers =
  | 'account-deactivated'
  | 'account-activated'
  | 'rights-changed'
  | 'offices-changed'
  | 'mandate-changed'
  | 'mandate-revoked';

/** What to tell somebody. No secret is in it: the activity that sends a link or code makes it. */
export type AccountMessageInput =
  /** `login`: what a stranger typed; whether anybody has it, the first activity finds out. */
  | { kind: 'password-reset'; login: string }
  | { kind: 'email-change'; accountId: string; email: string }
  | { kind: 'mobile-change'; accountId: string; mobile: string }
  /** `to`: the address, where it is another than the account's present one. */
  | { kind: 'notice'; accountId: string; notice: AccountNotice; to: string | null };

/** `sent` of `due` messages were taken over by mail server or SMS gateway. */
export type AccountMessageResult = { due: number; sent: number };
