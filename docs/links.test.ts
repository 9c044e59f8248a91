import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const documents = globSync(['*.md', 'docs/*.md'], { cwd: root });

/** Links to files, and files and folders of ours that are named as code, such as `domain/`. */
function placesIn(document: string): string[] {
  const text = readFileSync(path.join(root, document), 'utf8');
  const beside = path.dirname(document);
  const links = [...text.matchAll(/\]\((?![a-z]+:|#)([^)#]+)/g)].map(([, to = '']) =>
    path.join(beside, to),
  );
  const rooms =
    'activities|api|cli|credential|db|deploy|docs|document|domain|gateways|samples|scripts|';
  const named = new RegExp(`\`((?:${rooms}simulators|temporal|test|workflows)/[\\w./-]*)\``, 'g');
  return [...links, ...[...text.matchAll(named)].map(([, to = '']) => to)];
}

/** Made on the operator's machine. */
const madeLater = ['deploy/secrets'];

test.each(documents)('%s names only what is there', (document) => {
  const gone = placesIn(document).filter(
    (to) => !madeLater.includes(to) && !existsSync(path.join(root, to)),
  );
  expect(gone).toEqual([]);
});

test('the documents name a good deal', () => {
  expect(documents.length).toBeGreaterThan(5);
  expect(documents.flatMap(placesIn).length).toBeGreaterThan(20);
});
