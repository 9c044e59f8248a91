import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { installedTool } from '../../scripts/stack/installed-tools.ts';

const patienceMs = 120_000;

/** A real browser for one test file, closed after it. */
export function realBrowser() {
  const launching = chromium.launch({
    executablePath: installedTool('chromium'),
    // A container has neither a sandbox for root nor much shared memory.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    timeout: patienceMs,
  });
  launching.catch(() => {});
  afterAll(async () => (await launching).close());

  return async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await (await launching).newContext(options);
    context.setDefaultTimeout(patienceMs);
    return context.newPage();
  };
}

/** What axe finds wrong with a page, each with where it is; by WCAG 2.2 AA and best practice. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
  );
}

/** Whether the page is wider than the window, so that its reader would have to move it sideways. */
export const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
