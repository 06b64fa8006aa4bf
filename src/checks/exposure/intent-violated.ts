import type { SecurityCheck } from '../check.ts';
import { violationsOf } from './intent-violations.ts';
import { modelReads } from './reads.ts';

/** Declared rules of who may reach whom, verified as invariants. */
export const intentViolated: SecurityCheck = {
  code: 'INTENT_VIOLATED',
  area: 'exposure',
  severity: 'high',
  title: {
    ko: '선언한 구간 규칙이 지켜집니다',
    en: 'The declared rules between segments hold',
  },
  why: {
    ko: '닿지 않아야 한다고 선언한 구간이 실제로 통신할 수 있습니다.',
    en: 'Segments that were declared apart can talk.',
  },
  remedy: {
    says: {
      ko: '반례 경로에서 끊어야 할 지점(보안 그룹, NACL, 라우팅)을 고릅니다.',
      en: 'Choose where to cut the counter-example: group, network ACL or route.',
    },
    cli: () => 'netops path SOURCE DESTINATION',
  },
  minutes: 120,
  frameworks: { ismsp: ['2.6.1'] },
  references: ['https://www.usenix.org/conference/nsdi15/technical-sessions/presentation/fogel'],
  where: 'global',
  reads: [],
  optionalReads: modelReads,

  examine: (place) => {
    const { intent, snapshot } = place.audited;
    // Rules are of all accounts together: told once.
    if (place.account !== snapshot.accounts[0]?.id) return [];
    return intent.rules.map((rule) => {
      const violations = violationsOf(place.audited, rule);
      const id = rule.name;
      if (violations === undefined) return { id, unread: true as const };
      if (violations.length === 0) return { id };
      return {
        id,
        wrong: [
          {
            reach: rule.kind === 'only-faces-internet' ? ('internet' as const) : ('inside' as const),
            title: { ko: `선언한 규칙이 깨져 있습니다: ${rule.name}`, en: `a declared rule is broken: ${rule.name}` },
            affected: violations.map((v) => v.id),
            evidence: violations
              .slice(0, 6)
              .map((v) => ({ says: v.says, from: 'ec2:DescribeNetworkInterfaces', id: v.id })),
          },
        ],
      };
    });
  },
};
