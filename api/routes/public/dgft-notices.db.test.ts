import { describe, expect, it } from 'vitest';
import { noticeHeaders } from '../../../simulators/dgft/service.ts';
import { apiServer, dgftNoticeSecret } from '../../../test/servers/api-server.ts';
import { isAuthenticNotice } from '../../dgft/notice-signature.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';

const { call } = await apiServer();
const secret = `whsec_${dgftNoticeSecret.toString('base64')}`;
const body = JSON.stringify({ type: 'account.changed', data: { id: 'dgft-1001' } });
const now = () => Math.floor(Date.now() / 1000);
const send = async (headers: Record<string, string>, sent = body) => {
  const answer = await call('/api/v1/dgft/notices', { body: sent, headers });
  return { answer, code: problemAnswer.parse(await answer.json()).code };
};

describe('R11 a notice from DGFT', () => {
  it('that is authentic reaches the sync; while that is away, DGFT is asked to come again', async () => {
    const { answer, code } = await send(noticeHeaders(secret, body));
    expect([answer.status, code]).toEqual([503, 'temporarily-unavailable']);
    expect(answer.headers.get('retry-after')).toBe('5');
  });

  const right = () => noticeHeaders(secret, body);
  const { 'webhook-signature': _, ...unsigned } = right();
  const refused: [what: string, headers: () => Record<string, string>, sent?: string][] = [
    [
      'signed with another secret',
      () => noticeHeaders('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', body),
    ],
    ['over another body', right, body.replace('1001', '1002')],
    ['over the same JSON in other bytes', right, `${body} `],
    ['with another id', () => ({ ...right(), 'webhook-id': 'msg_other' })],
    ['with another time', () => ({ ...right(), 'webhook-timestamp': String(now() + 1) })],
    ['older than five minutes', () => noticeHeaders(secret, body, { timestamp: now() - 301 })],
    ['from the future', () => noticeHeaders(secret, body, { timestamp: now() + 320 })],
    ['without a signature', () => unsigned],
    ['with an id that shifts the dots', () => noticeHeaders(secret, body, { id: 'a.1' })],
    [
      'with a signature of another version',
      () => ({ ...right(), 'webhook-signature': 'v1a,AAAA' }),
    ],
    ['with no time', () => ({ ...right(), 'webhook-timestamp': 'now' })],
  ];
  it.each(refused)('%s is refused', async (_what, headers, sent) => {
    const { answer, code } = await send(headers(), sent);
    expect([answer.status, code]).toEqual([400, 'dgft-notice-refused']);
  });

  it('is taken with one of two secrets, and with one right signature among several', () => {
    const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': one } = right();
    const signature = `v1,AAAA ${one}`;
    const at = new Date();
    const secrets = [Buffer.alloc(24), dgftNoticeSecret];
    expect(isAuthenticNotice({ id, timestamp, signature }, Buffer.from(body), secrets, at)).toBe(
      true,
    );
    expect(isAuthenticNotice({ id, timestamp, signature }, Buffer.from(body), [], at)).toBe(false);
  });
});
