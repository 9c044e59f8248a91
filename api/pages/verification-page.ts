import type { Line, Overall, Verification } from '../verification/verdict.ts';
import type { NumberAnswer } from '../verification/verifier.ts';
import { certificateTables } from './certificate-tables.ts';
import { type Html, html } from './html.ts';
import { both, page } from './layout.ts';

type Banner = { tone: 'good' | 'warn' | 'bad'; icon: string; words: string; hindi: string };

const banners: Record<Overall, Banner> = {
  'genuine-and-in-force': {
    tone: 'good',
    icon: '✔',
    words: 'Genuine and in force',
    hindi: 'असली और प्रभावी',
  },
  'genuine-expired': {
    tone: 'warn',
    icon: '⏱',
    words: 'Genuine, but its validity has ended',
    hindi: 'असली, पर वैधता समाप्त',
  },
  'genuine-superseded': {
    tone: 'warn',
    icon: '⇄',
    words: 'Genuine, but replaced by a later certificate',
    hindi: 'असली, पर बाद के प्रमाण-पत्र से प्रतिस्थापित',
  },
  'genuine-cancelled': {
    tone: 'bad',
    icon: '⊘',
    words: 'Genuine, but cancelled',
    hindi: 'असली, पर रद्द',
  },
  'not-genuine': {
    tone: 'bad',
    icon: '✖',
    words: 'Do not rely on this certificate',
    hindi: 'इस प्रमाण-पत्र पर भरोसा न करें',
  },
};

function bannerOf({ tone, icon, words, hindi }: Banner, number: string): Html {
  return html`<div class="verdict ${tone}"><span class="icon" aria-hidden="true">${icon}</span>
<h1>${words}</h1><p class="hi" lang="hi">${hindi}</p><p class="number">${number}</p></div>`;
}

function lineOf(name: string, hindi: string, { holds, sentence, sentenceHi }: Line): Html {
  const mark = holds ? html`<b class="yes">✔ Yes</b>` : html`<b class="no">✖ No</b>`;
  return html`<li>${mark} · <b>${both(name, hindi)}</b>
<small>${sentence} <span lang="hi">${sentenceHi}</span></small></li>`;
}

function found(one: Verification): string {
  const banner = banners[one.verdict];
  const body = html`${bannerOf(banner, one.number)}
<section class="card"><ul class="lines">
${lineOf('Content intact', 'सामग्री अक्षुण्ण', one.contentIntact)}
${lineOf('Issuer recognised', 'जारीकर्ता मान्य', one.issuerRecognised)}
${lineOf('Status current', 'स्थिति वर्तमान', one.statusCurrent)}
</ul><p><small>${both('Checked on', 'जाँच की तिथि')} ${one.checkedOn} (IST)</small></p></section>
${one.certificate && certificateTables(one.certificate)}
<section class="card"><h2>${both('Signature', 'हस्ताक्षर')}</h2>
<p>${both('Signed with a certificate issued by', 'प्रमाण-पत्र जारीकर्ता')}: ${one.signedBy}</p>
<p>SHA-256 ${both('of the signed PDF', 'हस्ताक्षरित पीडीएफ़ का')}:<br><code>${one.pdfSha256}</code></p>
<p><a href="/api/v1/verify/${encodeURIComponent(one.number)}">${both('The same for machines (JSON)', 'मशीनों के लिए')}</a></p>
</section>`;
  return page(`${banner.words}: ${one.number}`, body);
}

const sorry = {
  unknown: [
    'No certificate has this number',
    'इस संख्या का कोई प्रमाण-पत्र नहीं है',
    'Compare it with the paper. If it is the same, ask the helpdesk below before you rely on it.',
  ],
  mistyped: [
    'This number is mistyped',
    'संख्या ग़लत लिखी गई है',
    'Its check character does not fit. Copy it once more, or scan the QR code on the certificate.',
  ],
  malformed: [
    'This is not the number of a certificate',
    'यह प्रमाण-पत्र की संख्या नहीं है',
    'Numbers look like EIC-MUMBAI-2026-0000017-H. Copy it once more, or scan the QR code.',
  ],
  legacy: [
    'Issued by the earlier portal',
    'पिछले पोर्टल से जारी',
    'Certificates with this form of number are verified at coo.dgft.gov.in until they are migrated.',
  ],
} as const;

/** The form in which a person types a number; works without script. */
export function numberForm(number = ''): Html {
  return html`<form method="get" action="/verify"><label for="number">
${both('Certificate number', 'प्रमाण-पत्र संख्या')}</label>
<input id="number" name="number" required maxlength="60" autocomplete="off" spellcheck="false"
 placeholder="EIC-MUMBAI-2026-0000001-X" value="${number}">
<button>${both('Verify', 'सत्यापित करें')}</button></form>`;
}

/** The page behind the QR code, with its status (R70, R71). */
export function verificationPage(number: string, answer: NumberAnswer) {
  if (answer.outcome === 'found') return { status: 200, text: found(answer.verification) };
  const [words, hindi, advice] = sorry[answer.outcome];
  const tone = answer.outcome === 'unknown' ? 'bad' : 'warn';
  const body = html`${bannerOf({ tone, icon: '?', words, hindi }, number)}
<section class="card"><p>${advice}</p>${numberForm(number)}</section>`;
  return { status: 404, text: page(words, body) };
}

export const verifyPage = () =>
  page(
    'Verify a certificate',
    html`<h1>${both('Verify a certificate of origin', 'उत्पत्ति प्रमाण-पत्र सत्यापित करें')}</h1>
<section class="card"><p>${both(
      'Type the number printed on the certificate, or scan its QR code.',
      'प्रमाण-पत्र पर छपी संख्या लिखें, या उसका क्यूआर कोड स्कैन करें।',
    )}</p>${numberForm()}</section>`,
  );
