/** Somebody who has an account on the DGFT site, as `GET /accounts` answers. */
export type DgftAccount = {
  /** The person's subject at DGFT's sign-in service; stable for ever. */
  id: string;
  /** null: the person's e-mail has not been linked to an IEC yet. */
  iec: string | null;
  name: string;
  email: string;
  /** Ten digits. */
  mobile: string;
  status: 'active' | 'closed';
  updatedAt: string;
};

const updatedAt = '2026-04-01T04:30:00.000Z';
const active = { status: 'active', updatedAt } as const;

/** Accounts that are there from the start. The first is the person whom the demonstration seeds too. */
export const sampleAccounts: readonly DgftAccount[] = [
  {
    id: 'dgft-1001',
    iec: 'AAACS7302F',
    name: 'Meera Kulkarni',
    email: 'aaacs7302f@exporter.example',
    mobile: '9000000101',
    ...active,
  },
  {
    id: 'dgft-1002',
    iec: 'AADCN9021R',
    name: 'Lakshmi Iyer',
    email: 'lakshmi.iyer@nilgiri-pumps.example',
    mobile: '9000000104',
    ...active,
  },
  {
    id: 'dgft-1003',
    iec: null,
    name: 'Zainab Fernandes',
    email: 'zainab.fernandes@newcomer.example',
    mobile: '9000000199',
    ...active,
  },
];
