import { expect, test } from 'vitest';
import { placeListOf, readPlaces } from './place-list.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const three = (number: number) =>
  [676, 26, 1].map((unit) => letters[Math.floor(number / unit) % 26]).join('');
const rows = (count: number, row: (code: string) => string) =>
  Array.from({ length: count }, (_, number) => row(three(number)));
const sites = ['code,name', ...rows(100, (code) => `IN${code}1,"Site, ${code}"`)];
const published = 'Change,Country,Location,Name,Function';
const locodes = [published, ...rows(10_000, (code) => `,DE,${code},Place,1-------`)];

test('R31 a list of ports is read whole, in the form of its publisher', () => {
  const read = readPlaces(`\uFEFF${sites.join('\r\n')}\r\n`, 'customs-sites');
  expect(read).toMatchObject({ places: { length: 100, 0: { code: 'INAAA1', name: 'Site, AAA' } } });
  const more = [
    '+,DE,HAM,Hamburg,1',
    ',TH,,.THAILAND,',
    'X,TH,LCH,Laem Chabang,1',
    ',DE,HAM,Hambourg,1',
  ];
  const all = readPlaces([...locodes, ...more].join('\n'), 'un-locodes');
  const codes = 'places' in all ? all.places.map(({ code }) => code) : [];
  expect(codes.filter((code) => code === 'DEHAM')).toHaveLength(1);
  expect(codes).not.toContain('THLCH');
  expect(codes).not.toContain('TH');
});

test.each([
  ['no columns', 'a,b\n1,2', 'must name the columns'],
  ['no CSV', 'code,name\n"INNSA1', 'must name the columns'],
  ['another list', [...sites, 'THLCH,Laem Chabang'].join('\n'), 'Row 102: "THLCH" is no code'],
  ['a part of the list', sites.slice(0, 100).join('\n'), 'Only 99 places'],
])('R31 refuses %s, and says why', (_, text, objection) => {
  expect(readPlaces(text, 'customs-sites')).toEqual({
    objection: expect.stringContaining(objection),
  });
});

test('a code belongs to one list, by its form', () => {
  expect(['THLCH', 'INNSA1', 'Mumbai'].map(placeListOf)).toEqual([
    'un-locodes',
    'customs-sites',
    null,
  ]);
});
