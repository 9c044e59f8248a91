/*
 * Who holds a permission, where several do or many permissions are held by the same: each role with
 * how far it reaches.
 */

export const exporterSide = { exporter: 'iec', 'customs-agent': 'iec' } as const;
export const readers = {
  ...exporterSide,
  officer: 'office',
  'agency-administrator': 'agency',
  'dgft-operations': 'everything',
} as const;
export const deciders = { officer: 'office', 'dgft-operations': 'everything' } as const;
export const signers = { officer: 'office' } as const;
export const operations = { 'dgft-operations': 'everything' } as const;
export const operators = { 'migration-operator': 'everything' } as const;
export const administrator = { 'agency-administrator': 'agency' } as const;
export const firstUser = { exporter: 'iec' } as const;
export const everybody = {
  exporter: 'everything',
  'customs-agent': 'everything',
  officer: 'everything',
  'agency-administrator': 'everything',
  'dgft-operations': 'everything',
  helpdesk: 'everything',
  'migration-operator': 'everything',
} as const;
export const support = { 'dgft-operations': 'everything', helpdesk: 'everything' } as const;
export const oneself = {
  exporter: 'self',
  'customs-agent': 'self',
  officer: 'self',
  'agency-administrator': 'self',
  'dgft-operations': 'self',
  helpdesk: 'self',
  'migration-operator': 'self',
} as const;
