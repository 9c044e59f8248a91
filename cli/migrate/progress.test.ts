import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { duration, openProgress } from './progress.ts';

function shown(isTTY: boolean) {
  let [text, at] = ['', 0];
  const output = { isTTY, columns: 100, write: (more: string) => (text += more) };
  const progress = openProgress(output, () => at);
  return {
    ...progress,
    pass: (ms: number) => (at += ms),
    taken() {
      const all = text;
      text = '';
      return all;
    },
  };
}

const loading = (done: number) => [{ name: 'certificates', done, total: 10_000 }];

describe('how a migration is seen to go on', () => {
  test('on a terminal a bar is redrawn in its place, with rate and time left', () => {
    const { show, pass, taken } = shown(true);
    show('Loading', loading(0));
    expect(taken()).not.toContain('\x1b[2A');
    pass(2000);
    show('Loading', loading(5000));
    const drawn = taken();
    expect(drawn).toContain('\x1b[2A');
    expect(drawn).toContain(`${'█'.repeat(12)}${'░'.repeat(12)}  50%`);
    expect(drawn).toContain('5,000 of 10,000, 2,500/s, 00:02 left');
  });

  test('a line is never longer than the terminal, which would break the redrawing', () => {
    const { show, taken } = shown(true);
    show('x'.repeat(500), [{ name: 'y'.repeat(200), done: 1, total: 2 }]);
    const lines = stripVTControlCharacters(taken()).split('\n');
    for (const line of lines) expect(line.length).toBeLessThan(100);
  });

  test('elsewhere plain lines come, now and then and at every turn', () => {
    const { show, pass, taken } = shown(false);
    show('Loading', loading(0));
    pass(1000);
    show('Loading', loading(1000));
    pass(1000);
    show('Reconciling', []);
    expect(taken()).toBe('Loading · certificates 0 of 10,000\nReconciling\n');
    pass(6000);
    show('Reconciling', loading(10_000));
    expect(taken()).toBe('Reconciling · certificates 10,000 of 10,000\n');
  });

  test('the rate follows a change of pace', () => {
    const { show, pass, taken } = shown(true);
    for (let second = 0; second < 195; second += 1) {
      show('Loading', loading(second < 30 ? second * 100 : 3000 + (second - 30) * 10));
      pass(1000);
    }
    expect(taken().split('\n').at(-2)).toContain(', 10/s, 08:56 left');
  });

  test.each([
    [0.2, '00:01'],
    [61, '01:01'],
    [3600, '1:00:00'],
  ])('%s seconds are %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });
});
