import {
  type Language,
  type Letter,
  languages,
  type Words,
} from '../../domain/notification/letter.ts';

export type { Letter, Words };

export const helpdesk = 'coo-dgft@gov.in · 011-23061495 · 011-23061499';

const closing: Words = {
  en: `eCoO, Directorate General of Foreign Trade. We never ask for your password. Helpdesk: ${helpdesk}`,
  hi: `eCoO, विदेश व्यापार महानिदेशालय। हम कभी आपका पासवर्ड नहीं पूछते। सहायता: ${helpdesk}`,
};

type Spoken = readonly [Language, ...Language[]];

function textOf({ paragraphs, facts = [], link }: Letter, spoken: Spoken): string {
  return spoken
    .map((language) =>
      [
        ...paragraphs.map((words) => words[language]),
        ...facts.map(({ label, value }) => `${label[language]}: ${value}`),
        ...(link ? [`${link.label[language]}:\n${link.url}`] : []),
        `-- \n${closing[language]}`,
      ].join('\n\n'),
    )
    .join('\n\n\n');
}

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

function htmlOf({ subject, paragraphs, facts = [], link }: Letter, spoken: Spoken): string {
  const parts = spoken.map((language) => {
    const said = paragraphs.map((words) => `<p>${escaped(words[language])}</p>`);
    const rows = facts.map(
      ({ label, value }) =>
        `<p>${escaped(label[language])}: <b style="font:bold 1.1em monospace">${escaped(value)}</b></p>`,
    );
    const way = link
      ? [
          `<p>${escaped(link.label[language])}:<br><a href="${escaped(link.url)}">${escaped(link.url)}</a></p>`,
        ]
      : [];
    const end = `<p style="color:#555">${escaped(closing[language])}</p>`;
    return `<div lang="${language}">${[...said, ...rows, ...way, end].join('\n')}</div>`;
  });
  return `<!doctype html>
<html lang="${spoken[0]}"><head><meta charset="utf-8"><title>${escaped(subject[spoken[0]])}</title></head>
<body style="font:1em/1.5 sans-serif;max-width:40em">
${parts.join('\n<hr>\n')}
</body></html>`;
}

/**
 * A letter as the parts of a mail, the same in text and in HTML: in the language of whom it goes to
 * where that is known, else English first and Hindi below it.
 */
export function composeLetter(
  letter: Letter,
  language?: Language,
): { subject: string; text: string; html: string } {
  if (letter.link && !/^https?:\/\//.test(letter.link.url)) throw new Error('Not a web address');
  const spoken: Spoken = language ? [language] : languages;
  return {
    subject: spoken.map((one) => letter.subject[one]).join(' · '),
    text: textOf(letter, spoken),
    html: htmlOf(letter, spoken),
  };
}
