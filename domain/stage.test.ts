import { describe, expect, test } from 'vitest';
import {
  type Action,
  actions,
  followers,
  isClosed,
  mayAct,
  rolesThatMay,
  signingActions,
  stages,
} from './stage.ts';

describe('who may do what, when', () => {
  test('nobody acts on a closed case', () => {
    for (const stage of stages.filter(isClosed)) {
      expect(actions.flatMap((action) => rolesThatMay(action, stage))).toEqual([]);
    }
  });

  test.each([
    ['helpdesk', []],
    ['migration-operator', []],
    ['agency-administrator', ['unclaim', 'reassign']],
  ] as const)('%s decides nothing', (role, open) => {
    const may = stages.flatMap((stage) => actions.filter((action) => mayAct(role, action, stage)));
    expect(may).toEqual(open);
  });

  test.each<[Action, (typeof stages)[number], string[]]>([
    ['approve', 'under-review', ['officer', 'dgft-operations']],
    ['reject', 'under-review', ['officer', 'dgft-operations']],
    ['attach-signature', 'awaiting-signature', ['officer']],
    ['prepare-issue', 'auto-approved-pending-issuance', ['exporter']],
    ['issue', 'auto-approved-pending-issuance', ['exporter']],
    ['pay', 'awaiting-payment', ['exporter', 'customs-agent']],
    ['submit', 'draft', ['exporter', 'customs-agent']],
    ['resume', 'needs-attention', ['dgft-operations']],
  ])('%s is possible in %s alone, for %j', (action, only, who) => {
    expect(stages.filter((stage) => rolesThatMay(action, stage).length > 0)).toEqual([only]);
    expect(rolesThatMay(action, only)).toEqual(who);
  });

  test('an exporter never decides about an application', () => {
    for (const stage of stages) {
      for (const action of ['approve', 'reject', 'attach-signature', 'resume'] as const) {
        expect(mayAct('exporter', action, stage)).toBe(false);
      }
    }
  });

  test('R35 nobody but the exporter acts on what he declares himself', () => {
    const stage = 'auto-approved-pending-issuance';
    const who = actions.flatMap((action) => rolesThatMay(action, stage));
    expect([...new Set(who)].toSorted()).toEqual(['customs-agent', 'exporter']);
    expect(followers[stage]).not.toContain('under-review');
    expect(signingActions(stage)).toEqual({ prepare: 'prepare-issue', sign: 'issue' });
  });

  test('R45 every action is possible somewhere, for somebody; release is for the service alone', () => {
    expect(stages.flatMap((stage) => rolesThatMay('release', stage))).toEqual([]);
    for (const action of actions.filter((one) => one !== 'release')) {
      expect(stages.some((stage) => rolesThatMay(action, stage).length > 0)).toBe(true);
    }
  });
});
