import { readFileSync } from 'node:fs';
import { digitsOf, numbersFrom, type Question, secretOf } from './answer.ts';

export type Voice = 'en' | 'hi';

const samplesPerSecond = 8000;
const headerBytes = 44;

/** The samples of one recorded digit: 16 bits, mono, 8 kHz (voice/NOTICE.md says whence). */
function recorded(voice: Voice, digit: string): Int16Array {
  const bytes = readFileSync(new URL(`voice/${voice}/${digit}.wav`, import.meta.url));
  const body = bytes.subarray(headerBytes);
  return new Int16Array(body.length / 2).map((_, index) => body.readInt16LE(index * 2));
}

const known = new Map<string, Int16Array>();

function clip(voice: Voice, digit: string): Int16Array {
  const name = `${voice}${digit}`;
  const samples = known.get(name) ?? recorded(voice, digit);
  known.set(name, samples);
  return samples;
}

function wav(samples: Int16Array): Uint8Array {
  const bytes = Buffer.alloc(headerBytes + samples.length * 2);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(samplesPerSecond, 24);
  bytes.writeUInt32LE(samplesPerSecond * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(samples.length * 2, 40);
  for (const [index, sample] of samples.entries()) {
    bytes.writeInt16LE(sample, headerBytes + index * 2);
  }
  return bytes;
}

/** A WAV in which a voice says the question's digits with pauses, over noise; the same one each time. */
export function audioOf(question: Question, voice: Voice): Uint8Array {
  const next = numbersFrom(secretOf(question, `audio ${voice}`));
  const pause = () => Math.round((0.45 + next() * 0.5) * samplesPerSecond);
  const parts = [...digitsOf(question)].map((digit) => ({
    before: pause(),
    loudness: 0.7 + next() * 0.3,
    samples: clip(voice, digit),
  }));
  const length = parts.reduce((sum, { before, samples }) => sum + before + samples.length, pause());
  const whole = new Int16Array(length).map(() => Math.round((next() + next() - 1) * 2600));
  let at = 0;
  for (const { before, loudness, samples } of parts) {
    at += before;
    for (const [index, sample] of samples.entries()) {
      const mixed = (whole[at + index] ?? 0) + sample * loudness;
      whole[at + index] = Math.max(-32768, Math.min(32767, Math.round(mixed)));
    }
    at += samples.length;
  }
  return wav(whole);
}
