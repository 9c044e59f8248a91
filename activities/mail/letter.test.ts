import { expect, test } from 'vitest';
import { composeLetter, type Letter } from './letter.ts';

const letter: Letter = {
  subject: { en: 'Your code', hi: 'आपका कोड' },
  paragraphs: [{ en: 'For <script>alert("Firm & Sons")</script>.', hi: 'फ़र्म के लिए।' }],
  facts: [{ label: { en: 'Code', hi: 'कोड' }, value: `1'2"3` }],
  link: { label: { en: 'Go on', hi: 'आगे बढ़ें' }, url: 'https://ecoo.example/a?b="c&d' },
};

test('a letter says the same in English and Hindi, as text and as HTML', () => {
  const { subject, text, html } = composeLetter(letter);
  expect(subject).toBe('Your code · आपका कोड');
  for (const body of [text, html]) {
    for (const word of ['Code', 'कोड', 'फ़र्म के लिए।', 'Go on', 'आगे बढ़ें', 'Helpdesk', 'सहायता']) {
      expect(body).toContain(word);
    }
  }
  expect(text.match(/https:\/\/ecoo\.example/g)).toHaveLength(2);
});

test('whatever people call themselves, a letter shows it and runs none of it', () => {
  const { html } = composeLetter(letter);
  expect(html).not.toContain('<script');
  expect(html).toContain('&#60;script&#62;alert(&#34;Firm &#38; Sons&#34;)');
  expect(html).toContain('href="https://ecoo.example/a?b=&#34;c&#38;d"');
  expect(() =>
    composeLetter({ ...letter, link: { label: letter.subject, url: 'javascript:x' } }),
  ).toThrow('web address');
});
