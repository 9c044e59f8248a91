import { type Html, html } from './html.ts';
import type { Language } from './language.ts';
import { styleSheetPath } from './style-sheet.ts';

/** A word in both languages, English first. */
export const both = (english: string, hindi: string): Html =>
  html`${english} <span class="hi" lang="hi">${hindi}</span>`;

const languageSwitch = (language: Language, address: string): Html =>
  language === 'hi'
    ? html`<a class="language" href="${address}" lang="en" hreflang="en">English</a>`
    : html`<a class="language" href="${address}" lang="hi" hreflang="hi">हिन्दी</a>`;

/**
 * A whole page, readable without style and without script. Its frame has both languages; `language`
 * is that of the body, and `inOtherLanguage` the address of the same page in the other one.
 */
export function page(
  title: string,
  body: Html,
  language: Language = 'en',
  inOtherLanguage: string | null = null,
): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · eCoO</title>
<link rel="stylesheet" href="${styleSheetPath}">
</head>
<body>
<a class="skip" href="#main">${both('Skip to content', 'सीधे सामग्री पर जाएँ')}</a>
<header><div>
<a class="home" href="/"><b>eCoO</b> ${both('Certificate of Origin', 'उत्पत्ति प्रमाण-पत्र')}</a>
<nav aria-label="Pages"><a href="/verify">${both('Verify', 'सत्यापन')}</a>
<a href="/api/docs">API</a> <a href="/sign-in">${both('Sign in', 'साइन इन')}</a>
${inOtherLanguage && languageSwitch(language, inOtherLanguage)}</nav>
</div></header>
<main id="main">
${body}
</main>
<footer>
<p>${both('Helpdesk', 'सहायता')}: <a href="tel:+911123061495">011-23061495</a>,
<a href="tel:+911123061499">011-23061499</a>,
<a href="mailto:coo-dgft@gov.in">coo-dgft@gov.in</a></p>
</footer>
</body>
</html>
`.html;
}
