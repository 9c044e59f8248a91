import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { pdfObjection } from './pdf-check.ts';

export type CheckedDocument =
  | { outcome: 'accepted'; mediaType: string }
  | { outcome: 'refused'; reason: string };

const mostPixels = 50_000_000;

const refused = (reason: string): CheckedDocument => ({ outcome: 'refused', reason });

const zipEnd = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const pngEnd = Buffer.from('49454e44ae426082', 'hex');
/** Telephones write their own data behind a JPEG, so its end is no sign. */
const strangersInJpeg = ['%PDF-', '<script', '<?php', '<html'];

/** A file that is two things at once passes one check as the one and is opened as the other. */
function isTwoThings(bytes: Buffer, mediaType: string): boolean {
  if (bytes.subarray(-70_000).includes(zipEnd)) return true;
  if (mediaType === 'image/png') return !bytes.subarray(-pngEnd.length).equals(pngEnd);
  if (mediaType === 'image/jpeg') return strangersInJpeg.some((text) => bytes.includes(text));
  return !/%%EOF[\s\0]*$/.test(bytes.subarray(-1024).toString('latin1'));
}

async function imageObjection(bytes: Buffer): Promise<string | null> {
  try {
    await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'warning' }).stats();
    return null;
  } catch {
    return 'cannot be read, or has more than 50 million pixels';
  }
}

/** Whether an upload is a sound PDF, PNG or JPEG, by its first bytes and by reading all of it. */
export async function checkDocument(bytes: Buffer): Promise<CheckedDocument> {
  const mediaType = (await fileTypeFromBuffer(bytes))?.mime ?? '';
  if (!['application/pdf', 'image/png', 'image/jpeg'].includes(mediaType)) {
    return refused('The file is neither PDF nor PNG nor JPEG.');
  }
  const isPdf = mediaType === 'application/pdf';
  const begins = !isPdf || bytes.subarray(0, 5).toString('latin1') === '%PDF-';
  if (!begins || isTwoThings(bytes, mediaType)) {
    return refused('The file holds more than its kind should: something before or after it.');
  }
  const objection = await (isPdf ? pdfObjection(bytes) : imageObjection(bytes));
  if (objection === null) return { outcome: 'accepted', mediaType };
  return refused(`The ${isPdf ? 'PDF' : 'picture'} ${objection}.`);
}
