import { describe, expect, it } from 'vitest';
import { apiServer } from '../../test/api-server.ts';

const { call } = await apiServer();

describe('pages', () => {
  it.each(['/', '/verify', '/problems', '/payment/paid', '/sign-in', '/api/docs', '/v/nonsense'])(
    '%s works without script, from this site alone, in both languages',
    async (path) => {
      const answer = await call(path);
      const text = await answer.text();
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(text).toContain('<html lang="en">');
      expect(text).toMatch(/lang="hi"/);
      expect(text).not.toMatch(/\son\w+=|style="|src="(?!\/assets\/)|<link[^>]*https?:/);
      expect(text).not.toMatch(/<script(?! src="\/assets\/[\w-]+\.js" defer><\/script>)/);
    },
  );

  it('shows what is typed as text, never as HTML', async () => {
    const answer = await call(`/v/${encodeURIComponent('<b>"x\'&')}`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('&lt;b&gt;&quot;x&#39;&amp;');
  });
});
