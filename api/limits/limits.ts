import type { Database } from '../../db/database.ts';
import { type Limit, type Limiter, openLimiter } from '../../db/queries/sign-in/rate-limit.ts';
import { type NetworkBudget, openNetworkBudget } from './network-budget.ts';

const minute = 60;
const hour = 60 * minute;

/**
 * How often what may be done. Many people of one office share a network address, so what is counted
 * by network is generous, and only failures of signing in count.
 */
export const limits = {
  /** By network: questions asked, pictures and recordings fetched. */
  captcha: { points: 600, seconds: 10 * minute },
  /** By network: refused sign-ins. */
  'sign-in-network': { points: 100, seconds: hour },
  /** By network: sign-ins with DGFT that were begun. */
  'dgft-sign-in': { points: 300, seconds: 10 * minute },
  /** By account and network: refused sign-ins in a row, within a day (R21). */
  'sign-in': { points: 5, seconds: 24 * hour },
  /** By account: wrong passwords of somebody who is signed in. */
  'password-check': { points: 5, seconds: 30 * minute },
  /** By login and network, and by login alone: links to a new password that were asked for. */
  'password-reset': { points: 5, seconds: hour },
  'password-reset-login': { points: 20, seconds: hour },
  /** By network, or by who has signed in: links and codes that were given, right or wrong. */
  link: { points: 100, seconds: hour },
  /** By account: new passwords that were proposed; to judge one takes time. */
  'password-change': { points: 30, seconds: hour },
  /** By account: changes of e-mail address or mobile number that were asked for. */
  'contact-change': { points: 5, seconds: hour },
  /** By network: registrations begun, each behind a CAPTCHA. */
  registration: { points: 200, seconds: hour },
  /** By registration: links and codes sent again. */
  'registration-codes': { points: 5, seconds: hour },
  /** By network: links followed. */
  'registration-links': { points: 100, seconds: hour },
  /** By account: people proposed. */
  proposals: { points: 60, seconds: hour },
  /** By network: questions asked before a verification. */
  'verification-captcha': { points: 2_000, seconds: 10 * minute },
  /** By account: lists of certificates asked after, each of some hundred. */
  verifications: { points: 600, seconds: 10 * minute },
  /** By network: PDFs brought to be checked; to check one takes time. */
  'certificate-file': { points: 200, seconds: 10 * minute },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;
export type Limiters = Record<LimitName, Limiter>;

/** The counters of every limit, over the database that all processes share. */
export function openLimiters(database: Database): Limiters {
  const entries = Object.entries(limits).map(([name, limit]) => [
    name,
    openLimiter(database, name, limit),
  ]);
  return Object.fromEntries(entries) as Limiters;
}

/**
 * How often one network may verify. A customs house of hundreds of officers has one address, so this
 * is far above what they do; whoever comes to its end is asked a question, not turned away.
 */
export const networkLimits = {
  /** Pages of certificates, which QR codes lead to. */
  page: { points: 1_000, seconds: 10 * minute },
  /** Codes of QR codes, whose signature is checked in place of a question. */
  code: { points: 2_000, seconds: 10 * minute },
  /** Single certificates by the API. */
  program: { points: 1_000, seconds: 10 * minute },
} as const satisfies Record<string, Limit>;

export type NetworkBudgets = Record<keyof typeof networkLimits, NetworkBudget>;

export function openNetworkBudgets(): NetworkBudgets {
  const entries = Object.entries(networkLimits).map(([name, limit]) => [
    name,
    openNetworkBudget(limit),
  ]);
  return Object.fromEntries(entries) as NetworkBudgets;
}
