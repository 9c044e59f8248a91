import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { digitsOf, questionsOf } from '../../credential/captcha/answer.ts';
import { sumOf } from '../../credential/captcha/arithmetic.ts';
import { captcha } from '../../db/schema/schema.ts';
import { apiServer, masterKeys, password } from '../../test/servers/api-server.ts';
import { captchaQuestion } from '../schemas/account/captcha.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const { call, database } = await apiServer();

async function asked(form: string) {
  const answer = await call('/api/v1/captchas', { body: { form } });
  expect(answer.status).toBe(201);
  return captchaQuestion.parse(await answer.json());
}

/** What signing in with this answer is refused with; null when it is let in. */
async function codeFor(given: { id: string; answer: string }): Promise<string | null> {
  const body = { login: 'exporter', password, captcha: given };
  const answer = await call('/api/v1/sessions', { body });
  return answer.ok ? null : problemAnswer.parse(await answer.json()).code;
}

const digits = (id: string) => ({ id, answer: digitsOf(questionsOf(masterKeys, id)[0]) });
const sum = (id: string) => ({ id, answer: sumOf(questionsOf(masterKeys, id)[0]).answer });

describe('R20 CAPTCHA', () => {
  it('asks a sum, in figures and in words of both languages, and is answered by its result', async () => {
    const { id, question, ...rest } = await asked('arithmetic');
    expect(question?.written).toMatch(/^[1-9] [+−×] [1-9]$/);
    expect(question?.spoken.en).toMatch(/^[a-z ]+$/);
    expect(question?.spoken.hi).toMatch(/^[\u0900-\u097f ]+$/);
    expect(JSON.stringify(rest)).not.toContain('answer');
    expect(await codeFor(sum(id))).toBe(null);
  });

  it('shows six digits as a PNG', async () => {
    const { id, image } = await asked('image');
    const answer = await call(image ?? '');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(await codeFor(digits(id))).toBe(null);
  });

  it.each(['en', 'hi'])('says six digits in %s as a WAV', async (lang) => {
    const { id, audio } = await asked('audio');
    const answer = await call(`${audio}?lang=${lang}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'audio/wav']);
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 4)
        .toString(),
    ).toBe('RIFF');
    expect(await codeFor(digits(id))).toBe(null);
  });

  it('is refreshed by asking anew: another question, and the one before still waits', async () => {
    const [one, other] = [await asked('image'), await asked('image')];
    expect(other.id).not.toBe(one.id);
    expect(digits(other.id).answer).not.toBe(digits(one.id).answer);
    expect(await codeFor({ ...digits(one.id), id: other.id })).toBe('captcha-refused');
    expect(await codeFor(digits(one.id))).toBe(null);
  });

  it('is answered once, right or wrong, however many answer at once', async () => {
    const right = sum((await asked('arithmetic')).id);
    const answers = await Promise.all(Array.from({ length: 6 }, () => codeFor(right)));
    expect(answers.filter((code) => code === null)).toHaveLength(1);
    expect(answers.filter((code) => code === 'captcha-refused')).toHaveLength(5);
    const wrong = await asked('arithmetic');
    expect(await codeFor({ id: wrong.id, answer: '99' })).toBe('captcha-refused');
    expect(await codeFor(sum(wrong.id))).toBe('captcha-refused');
  });

  it('is worth nothing after five minutes', async () => {
    const { id, expiresAt } = await asked('arithmetic');
    const minutes = (new Date(expiresAt).getTime() - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(5);
    const past = new Date(Date.now() - 1000);
    await database.update(captcha).set({ expiresAt: past }).where(eq(captcha.id, id));
    expect(await codeFor(sum(id))).toBe('captcha-refused');
  });

  it('of one form is not answered by that of another', async () => {
    const [image, arithmetic, work] = [
      await asked('image'),
      await asked('arithmetic'),
      await asked('proof-of-work'),
    ];
    expect(await codeFor(sum(image.id))).toBe('captcha-refused');
    expect(await codeFor(digits(arithmetic.id))).toBe('captcha-refused');
    expect(await codeFor(digits(work.id))).toBe('captcha-refused');
  });

  it('gives picture and recording of an open question of that form alone', async () => {
    const [image, arithmetic] = [await asked('image'), await asked('arithmetic')];
    const statusOf = async (id: string, form: string) =>
      (await call(`/api/v1/captchas/${id}/${form}`)).status;
    expect(await statusOf(image.id, 'audio')).toBe(404);
    expect(await statusOf(arithmetic.id, 'image')).toBe(404);
    expect(await statusOf(crypto.randomUUID(), 'image')).toBe(404);
    expect(await statusOf(image.id, 'image')).toBe(200);
    await codeFor(digits(image.id));
    expect(await statusOf(image.id, 'image')).toBe(404);
  });

  it('keeps no answer in the record', async () => {
    const { id } = await asked('audio');
    const [row] = await database.select().from(captcha).where(eq(captcha.id, id));
    expect(JSON.stringify(row)).not.toContain(digits(id).answer);
    expect(row?.expected).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is asked only so often by one network, and others are not held up', async () => {
    const from = (network: string) =>
      call('/api/v1/captchas', {
        body: { form: 'arithmetic' },
        headers: { 'x-forwarded-for': network },
      });
    const answers: Response[] = [];
    for (let round = 0; round < 61; round += 1) {
      answers.push(...(await Promise.all(Array.from({ length: 10 }, () => from('198.51.100.9')))));
    }
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(10);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(300);
    expect((await from('198.51.100.10')).status).toBe(201);
  });
});
