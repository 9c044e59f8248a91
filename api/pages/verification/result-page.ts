import { isSelfDeclaredCode } from '../../../domain/office/self-declaration.ts';
import type { Overall, PublicContent, Verification } from '../../verification/verdict.ts';
import { day } from '../day.ts';
import { type Html, html } from '../html.ts';
import type { Language } from '../language.ts';
import { page } from '../layout.ts';
import { certificateTables, issuerName } from './certificate-tables.ts';
import { comparedNotice, compareSection } from './file-section.ts';
import { banner, type Tone, threeLines } from './verdict-parts.ts';
import { type VerificationWords, verificationWords } from './words.ts';

export const looks: Record<Overall, readonly [Tone, icon: string]> = {
  'genuine-and-in-force': ['good', '✔'],
  'genuine-expired': ['warn', '⏱'],
  'genuine-superseded': ['warn', '⇄'],
  'genuine-cancelled': ['bad', '⊘'],
  'not-genuine': ['bad', '✖'],
};

/** The address of a certificate's page. */
export const pageOf = (number: string, language: Language): string =>
  `/v/${encodeURIComponent(number)}?lang=${language}`;

/** A certificate's number that leads to its page. */
export const linkTo = (number: string, language: Language): Html =>
  html`<a class="number" href="${pageOf(number, language)}">${number}</a>`;

/** Who can say why it counts no more: its office, or the exporter who declared it. */
function whomToAsk(certificate: PublicContent, words: VerificationWords): Html {
  const { exporter, office, scheme } = certificate;
  const [who, address, why] = isSelfDeclaredCode(scheme)
    ? [exporter.name, exporter.address, words.askExporterWhy]
    : [issuerName(certificate), office.address, words.askOfficeWhy];
  return html`<p><b>${words.ask}</b>: ${who}, ${address.join(', ')}.
${why}</p>`;
}

/** Where to go on from a certificate that counts no more, and which one it came from. */
export function wayOn({ statusCurrent, replaces, certificate }: Verification, language: Language) {
  const words = verificationWords(language);
  const { successor, cancelledOn } = statusCurrent;
  const origin = replaces && html`<p>${words.replaces}: ${linkTo(replaces, language)}</p>`;
  const later = successor && html`<p><b>${words.successor}: ${linkTo(successor, language)}</b></p>`;
  const ask = cancelledOn && certificate && whomToAsk(certificate, words);
  return later || ask || origin
    ? html`<section class="card">${later}${ask}${origin}</section>`
    : null;
}

/** A certificate on record, with its verdicts; `compared` is the SHA-256 of a file beside it. */
export function resultPage(
  one: Verification,
  language: Language,
  compared: string | null = null,
): string {
  const words = verificationWords(language);
  const title = words.verdicts[one.verdict];
  const body = html`${banner(...looks[one.verdict], title, one.number)}
${comparedNotice(one, compared, words)}
${threeLines(one, language)}
${wayOn(one, language)}
<p class="checked">${words.checkedOn}: ${day(one.checkedOn, language)} (${words.inIndia})</p>
${one.certificate && certificateTables(one.certificate, language)}
<section class="card"><h2>${words.signature}</h2>
<p>${words.signedWith}: ${one.signedBy}</p>
<p>${words.fingerprint}:<br><code>${one.pdfSha256}</code></p>
<p><a href="/api/v1/verify/${encodeURIComponent(one.number)}">${words.machines}</a></p></section>
${compareSection(one, words)}
<p><a href="/verify?lang=${language}">${words.another}</a></p>`;
  const other = pageOf(one.number, language === 'hi' ? 'en' : 'hi');
  return page(`${title}: ${one.number}`, body, language, other);
}
