import { countryName } from '../../../domain/identifier/country.ts';
import type { TakenOverVerification } from '../../verification/taken-over.ts';
import { day } from '../day.ts';
import { type Html, html } from '../html.ts';
import type { Language } from '../language.ts';
import { page } from '../layout.ts';
import { facts } from './certificate-tables.ts';
import { linkTo, pageOf } from './result-page.ts';
import { banner, type Tone, threeLines } from './verdict-parts.ts';
import { type VerificationWords, verificationWords } from './words.ts';

const looks: Record<TakenOverVerification['verdict'], readonly [Tone, icon: string]> = {
  'taken-over-in-force': ['warn', '?'],
  'taken-over-expired': ['warn', '⏱'],
  'taken-over-superseded': ['warn', '⇄'],
  'taken-over-cancelled': ['bad', '⊘'],
};

type Shown = { one: TakenOverVerification; language: Language; words: VerificationWords };

function issueOf({ one: { certificate, validUntil }, language, words }: Shown): Html {
  const { agency, office, officer, scheme, schemeName, applicationNumber } = certificate;
  return facts([
    [words.scheme, schemeName ?? scheme],
    [words.issuedBy, `${agency}, ${office.name ?? office.code}`],
    [words.officer, officer],
    [words.issuedOn, day(certificate.issuedOn, language)],
    [words.validByRule, validUntil && day(validUntil, language)],
    [words.application, html`${applicationNumber}, ${day(certificate.appliedOn, language)}`],
  ]);
}

function tradeOf({ one: { certificate }, language, words }: Shown): Html {
  const { exporter, consignee, destination, invoice, fob } = certificate;
  return facts([
    [words.exporter, html`<b>${exporter.name ?? ''}</b> IEC ${exporter.iec}`],
    [words.consignee, consignee],
    [words.destination, countryName(destination) ?? destination],
    [words.invoice, html`${invoice.number}, ${day(invoice.date, language)}`],
    [words.fob, `${fob.amount} ${fob.currency}`],
  ]);
}

function goodsOf({ one: { certificate }, words }: Shown): Html {
  const rows = certificate.items.map(
    ({
      serial,
      description,
      hs,
      criterion,
      quantity,
      unit,
      weightKg,
    }) => html`<tr><td>${serial}</td>
<td>${description}</td><td>${hs}</td><td>${criterion}</td>
<td class="figure">${quantity} ${unit}<br>${weightKg} kg</td></tr>`,
  );
  const heads = [words.item, words.description, 'HS', words.criterion, words.quantity];
  const head = heads.map((name) => html`<th scope="col">${name}</th>`);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.goods}"><table>
<thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function cameOf({ one: { takenOver }, language, words }: Shown): Html {
  return facts([
    [words.takenOverFrom, takenOver.platform],
    [words.takenOverOn, day(takenOver.on, language)],
    [words.covers, day(takenOver.cutOff, language)],
    [words.exportHash, html`<code>${takenOver.exportSha256}</code>`],
  ]);
}

/**
 * A certificate of the earlier portal that came over (R61): all that is known of it, and in plain words
 * that nothing proves it.
 */
export function takenOverPage(one: TakenOverVerification, language: Language): string {
  const words = verificationWords(language);
  const shown = { one, language, words };
  const title = words.takenOver[one.verdict];
  const { successor } = one.statusCurrent;
  const later = successor && html`<p><b>${words.successor}: ${linkTo(successor, language)}</b></p>`;
  const origin = one.replaces && html`<p>${words.replaces}: ${linkTo(one.replaces, language)}</p>`;
  const section = (name: string, body: Html) =>
    html`<section class="card"><h2>${name}</h2>${body}</section>`;
  const body = html`${banner(...looks[one.verdict], title, one.number)}
<p class="notice warn">${words.takenOverWhy}</p>
${threeLines(one, language)}
${later || origin ? html`<section class="card">${later}${origin}</section>` : null}
<p class="checked">${words.checkedOn}: ${day(one.checkedOn, language)} (${words.inIndia})</p>
${section(words.certificate, issueOf(shown))}
${section(words.parties, tradeOf(shown))}
${section(words.goods, goodsOf(shown))}
${section(words.takenOverFacts, cameOf(shown))}
<p><a href="/api/v1/verify/${encodeURIComponent(one.number)}">${words.machines}</a></p>
<p><a href="/verify?lang=${language}">${words.another}</a></p>`;
  const other = pageOf(one.number, language === 'hi' ? 'en' : 'hi');
  return page(`${title}: ${one.number}`, body, language, other);
}
