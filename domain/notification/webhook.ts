import type { Stage } from '../stage.ts';
import { type Turn, tellings } from './turn.ts';

/**
 * Which addresses are let be called: `public` for https on the public internet; `any` for plain http
 * and private networks too, for trying the service out.
 */
export type WebhookTargets = 'public' | 'any';

/** Endpoints that one exporter may have. */
export const endpointsAtOnce = 10;

/** How long deliveries are signed by the secret before, too, after a new one was made. */
export const secretOverlapHours = 24;

const seconds = 1_000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

/** What is waited after each failed attempt before the next; after the last one it is given up. */
export const pausesMs: readonly number[] = [
  5 * seconds,
  5 * minutes,
  30 * minutes,
  2 * hours,
  5 * hours,
  10 * hours,
  14 * hours,
  20 * hours,
  24 * hours,
];

/** The pause after so many attempts; null when it is given up. */
export const pauseAfter = (attempts: number): number | null => pausesMs[attempts - 1] ?? null;

/** An endpoint that has failed so long without a single delivery is switched off. */
export const switchOffAfterDays = 5;

/** What an event tells: where to look, and nothing of what is to be seen there. */
export type WebhookFacts = {
  turn: Turn;
  /** ISO 8601 UTC. */
  at: string;
  sequence: number;
  /** Of the case; null of a certificate that came over, whose case is not here. */
  applicationId: string | null;
  stage: Stage | null;
  revision: number | null;
  certificateNumber: string | null;
  successor: string | null;
};

/** The body of a delivery: the same text at every attempt. */
export function webhookBody({ turn, at, ...data }: WebhookFacts): string {
  return JSON.stringify({ type: tellings[turn].event, timestamp: at, data });
}
