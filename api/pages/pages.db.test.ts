import { describe, expect, it } from 'vitest';
import { formsInWords } from '../../document/form-list.ts';
import { apiServer } from '../../test/servers/api-server.ts';

const { call } = await apiServer();

describe('pages', () => {
  const paths = [
    ...['/', '/verify', '/problems', '/forms', '/payment/paid', '/sign-in', '/forgot-password'],
    ...['/registration/continue', '/api/docs', '/v/nonsense'],
  ];

  it.each(paths)(
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

  it.each(paths)('R81 %s names the helpdesk by telephone and mail', async (path) => {
    const footer = (await (await call(path)).text()).split('<footer>')[1];
    for (const address of ['tel:+911123061495', 'tel:+911123061499', 'mailto:coo-dgft@gov.in']) {
      expect(footer).toContain(`href="${address}"`);
    }
  });

  it('R38 says of each form whether its layout is confirmed, and shows it', async () => {
    const text = await (await call('/forms')).text();
    for (const { scheme, confirmed } of formsInWords) {
      const row = text.slice(text.indexOf(`id="${scheme}"`)).split('</tr>')[0];
      expect(row).toContain(confirmed ? 'Layout confirmed' : 'Layout unconfirmed');
      expect(row).toContain(`/api/v1/forms/${scheme}/specimen`);
    }
  });

  it('shows what is typed as text, never as HTML', async () => {
    const answer = await call(`/v/${encodeURIComponent('<b>"x\'&')}`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('&lt;b&gt;&quot;x&#39;&amp;');
  });
});
