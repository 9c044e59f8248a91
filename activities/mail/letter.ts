/** The same said in both languages; plain text, escaped where it is shown. */
export type Words = { en: string; hi: string };

/** What a mail says, in plain words; how it looks is the layout's affair. */
export type Letter = {
  subject: Words;
  /** Paragraphs, one sentence or a few each. */
  paragraphs: readonly Words[];
  /** What is meant to be copied or compared: a number, a code, a one-use password. */
  facts?: readonly { label: Words; value: string }[];
  /** Where to go on; its address is shown in full, so that it can be read before it is followed. */
  link?: { label: Words; url: string };
};

export const helpdesk = 'coo-dgft@gov.in · 011-23061495 · 011-23061499';

const closing: Words = {
  en: `eCoO, Directorate General of Foreign Trade. We never ask for your password. Helpdesk: ${helpdesk}`,
  hi: `eCoO, विदेश व्यापार महानिदेशालय। हम कभी आपका पासवर्ड नहीं पूछते। सहायता: ${helpdesk}`,
};

const languages = ['en', 'hi'] as const;

function textOf({ paragraphs, facts = [], link }: Letter): string {
  return languages
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

function htmlOf({ subject, paragraphs, facts = [], link }: Letter): string {
  const parts = languages.map((language) => {
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
<html lang="en"><head><meta charset="utf-8"><title>${escaped(subject.en)}</title></head>
<body style="font:1em/1.5 sans-serif;max-width:40em">
${parts.join('\n<hr>\n')}
</body></html>`;
}

/** A letter as the parts of a mail: English first, Hindi below it, the same in text and in HTML. */
export function composeLetter(letter: Letter): { subject: string; text: string; html: string } {
  const { en, hi } = letter.subject;
  if (letter.link && !/^https?:\/\//.test(letter.link.url)) throw new Error('Not a web address');
  return { subject: `${en} · ${hi}`, text: textOf(letter), html: htmlOf(letter) };
}
