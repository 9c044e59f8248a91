import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';

/** A sheet at 600 dots an inch; what unfolds to more would fill the memory. */
const mostPixels = 40_000_000;
const accepted = new Map([
  ['image/png', 'png'],
  ['image/jpeg', 'jpeg'],
  ['image/webp', 'webp'],
]);

/** Why a scan must not even be decoded, by its first bytes and its header; null when it may be. */
export async function objectionToScan(scan: Uint8Array): Promise<string | null> {
  const mediaType = (await fileTypeFromBuffer(scan))?.mime ?? '';
  if (mediaType === 'image/apng') return 'It is animated; send a single picture.';
  const format = accepted.get(mediaType);
  if (!format) return 'It is neither PNG nor JPEG nor WebP.';
  const header = await sharp(scan, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (header?.format !== format) return 'It cannot be read.';
  if ((header.pages ?? 1) > 1) return 'It is animated or has several pages; send a single picture.';
  if (header.width * header.height > mostPixels) return 'It has more than 40 million pixels.';
  return null;
}
