import { describe, expect, test } from 'vitest';
import { crossOriginHeaders, judgeCaller } from './caller.ts';

const workbench = 'https://ecoo.example';
const judge = (headers: Record<string, string>) => {
  const caller = judgeCaller(headers, 7581, [workbench]);
  return caller.welcome ? caller.origin : caller.code;
};

describe('who is heard', () => {
  test('a program on this machine, and the page that was allowed', () => {
    for (const host of ['127.0.0.1:7581', 'localhost:7581', '[::1]:7581']) {
      expect(judge({ host })).toBeNull();
      expect(judge({ host, origin: workbench })).toBe(workbench);
    }
  });

  test.each([
    ['another website', 'https://evil.example'],
    ['a sandboxed page or a file', 'null'],
    ['the allowed name on another port', 'https://ecoo.example:8443'],
    ['the allowed name without encryption', 'http://ecoo.example'],
    ['a name that begins like the allowed one', 'https://ecoo.example.evil.example'],
  ])('not %s', (_, origin) => {
    expect(judge({ host: 'localhost:7581', origin })).toBe('origin-refused');
  });

  test.each([
    ['a foreign name pointed here (DNS rebinding)', 'evil.example:7581'],
    ['a name that begins like loopback', '127.0.0.1.evil.example:7581'],
    ['another port', 'localhost:80'],
    ['an empty name', ''],
  ])('not under %s', (_, host) => {
    expect(judge({ host })).toBe('host-refused');
    expect(judge({ host, origin: workbench })).toBe('host-refused');
  });

  test('not without saying whom it calls', () => {
    expect(judge({})).toBe('host-refused');
  });
});

test('answers are opened to the allowed page alone', () => {
  expect(crossOriginHeaders(workbench)['access-control-allow-origin']).toBe(workbench);
  expect(crossOriginHeaders(null)['access-control-allow-origin']).toBeUndefined();
});
