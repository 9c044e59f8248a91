import fs from 'node:fs';
import path from 'node:path';
import { parseAst } from 'vitest/node';

/** One import of a source file, whichever way it is written. */
export type Import = { specifier: string; line: number; typeOnly: boolean };

/** A TypeScript file of the project, read and parsed. */
export type SourceFile = {
  /** Path from the project's folder, with slashes. */
  path: string;
  lines: number;
  imports: Import[];
  /** Every name the file uses, as a value or a type, that is not a property of something. */
  names: { name: string; line: number }[];
  /** Every `object.property` whose object is a plain name. */
  properties: { name: string; line: number }[];
  /** Every variable of the whole file that may change: reassigned, or a collection. */
  states: { line: number }[];
};

type Node = { type: string; start: number } & Record<string, unknown>;

/** Reads every TypeScript file below a folder, leaving out what others wrote or tools made. */
export function readSourceFiles(root: string): SourceFile[] {
  return fs
    .globSync('**/*.ts', { cwd: root, exclude: ['node_modules', '.data', '.cache', 'coverage'] })
    .map((name) => name.split(path.sep).join('/'))
    .sort()
    .map((name) => parseSource(name, fs.readFileSync(path.join(root, name), 'utf8')));
}

/** Parses one file's text. */
export function parseSource(name: string, text: string): SourceFile {
  const file: SourceFile = {
    path: name,
    lines: text.trimEnd().split('\n').length,
    imports: [],
    names: [],
    properties: [],
    states: [],
  };
  const lineOf = (node: Node) => text.slice(0, node.start).split('\n').length;
  visit(parseAst(text, { lang: 'ts' }) as unknown as Node, undefined, '', (node, parent, role) => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) {
      file.imports.push({ specifier, line: lineOf(node), typeOnly: isTypeOnly(node) });
    }
    if (node.type === 'Identifier' && !isPropertyName(parent, role)) {
      file.names.push({ name: String(node.name), line: lineOf(node) });
    }
    const member = memberOf(node);
    if (member !== undefined) file.properties.push({ name: member, line: lineOf(node) });
    if (isOfFile(parent) && mayChange(node)) file.states.push({ line: lineOf(node) });
  });
  return file;
}

type Visitor = (node: Node, parent: Node | undefined, role: string) => void;

function visit(node: Node, parent: Node | undefined, role: string, visitor: Visitor): void {
  visitor(node, parent, role);
  for (const [key, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) visit(child, node, key, visitor);
    }
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value;

const importing = [
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
];

function specifierOf(node: Node): string | undefined {
  if (!importing.includes(node.type) || !isNode(node.source)) return undefined;
  // An import of something computed is told apart from every name, so that no rule allows it.
  return typeof node.source.value === 'string' ? node.source.value : '(computed)';
}

function isTypeOnly(node: Node): boolean {
  if (node.type === 'TSImportType') return true;
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const specifiers = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : [];
  return specifiers.length > 0 && specifiers.every(({ importKind }) => importKind === 'type');
}

function isPropertyName(parent: Node | undefined, role: string): boolean {
  if (parent === undefined || parent.computed === true) return false;
  if (role === 'property') return parent.type === 'MemberExpression';
  return role === 'key' && parent.shorthand !== true;
}

function memberOf(node: Node): string | undefined {
  if (node.type !== 'MemberExpression' || !isNode(node.object) || !isNode(node.property)) return;
  const property = node.computed === true ? node.property.value : node.property.name;
  const object = memberOf(node.object) ?? node.object.name;
  return typeof object === 'string' ? `${object}.${String(property)}` : undefined;
}

const isOfFile = (parent: Node | undefined) =>
  parent?.type === 'Program' || parent?.type === 'ExportNamedDeclaration';

const collections = ['Map', 'Set', 'WeakMap', 'WeakSet', 'Array'];

function mayChange(node: Node): boolean {
  if (node.type !== 'VariableDeclaration') return false;
  if (node.kind !== 'const') return true;
  const declared = Array.isArray(node.declarations) ? node.declarations.filter(isNode) : [];
  return declared.some(
    ({ init }) =>
      isNode(init) &&
      init.type === 'NewExpression' &&
      isNode(init.callee) &&
      collections.includes(String(init.callee.name)),
  );
}
