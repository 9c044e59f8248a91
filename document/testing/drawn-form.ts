import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { compose } from '../form/compose.ts';
import type { CopyMark, Edition } from '../form/form.ts';
import { formOf } from '../form/forms.ts';
import { makeLettering } from '../pdf/lettering.ts';
import { qrModules } from '../qr/modules.ts';

/** A text as it stands on a page: points, x from the left and y from the lower edge to its baseline. */
export type DrawnText = {
  page: number;
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
};

const qrText = 'https://coo.example.gov.in/v/1#77';
const qr = qrModules(qrText);

/** All texts of a certificate in the order of drawing, page by page, notes last. No file is made. */
export function drawnTexts(
  content: CertificateContent,
  copy: CopyMark | null = null,
  edition: Edition = 'electronic',
): { texts: DrawnText[]; pages: number } {
  const shown: { text: string; width: number; size: number }[] = [];
  const real = makeLettering();
  const lettering = {
    ...real,
    show: (text: string, weight: 'regular' | 'bold', size: number) => {
      shown.push({ text, width: (real.widthOf(text, weight) * size) / 1000, size });
      return real.show(text, weight, size);
    },
  };
  const form = formOf(content.scheme);
  const board = { lettering, form, content, qr, verifyAt: 'https://coo.example.gov.in/v/1' };
  const images = { stamp: null, signatureImage: null, edition };
  const pages = compose({ ...board, ...images, copy, overprint: null }, qrText);
  let drawn = 0;
  const texts = pages.flatMap(({ operators }, page) =>
    [...operators.matchAll(/BT (\S+) (\S+) Td/g)].map(([, x, y]): DrawnText => {
      const text = shown[drawn];
      if (!text) throw new Error('more places than texts');
      drawn += 1;
      return { ...text, page, x: Number(x), y: Number(y) };
    }),
  );
  if (drawn !== shown.length) throw new Error('more texts than places');
  return { texts, pages: pages.length };
}
