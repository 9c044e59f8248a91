import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Database } from '../../database.ts';
import { captcha } from '../../schema/schema.ts';

export type Captcha = typeof captcha.$inferSelect;

const isAsked = (id: string) => and(eq(captcha.id, id), gt(captcha.expiresAt, sql`now()`));

/** Keeps a question that was asked; `expected` is a hash of its answer. */
export async function putCaptcha(database: Database, asked: Captcha): Promise<void> {
  await database.insert(captcha).values(asked);
}

/** The question, while it waits for its answer; null otherwise. */
export async function readCaptcha(database: Database, id: string): Promise<Captcha | null> {
  const [row] = await database.select().from(captcha).where(isAsked(id));
  return row ?? null;
}

/** Takes the question away, whoever else asks at the same time: each is answered once, right or wrong. */
export async function takeCaptcha(database: Database, id: string): Promise<Captcha | null> {
  const [row] = await database.delete(captcha).where(isAsked(id)).returning();
  return row ?? null;
}

/** Removes questions that nobody answered in time. */
export async function deleteExpiredCaptchas(database: Database): Promise<void> {
  await database.delete(captcha).where(lt(captcha.expiresAt, sql`now()`));
}
