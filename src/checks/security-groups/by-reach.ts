import { type HighRiskService, highRiskServices } from '../../diagnose/overview/high-risk-ports.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Text } from '../../messages/text.ts';
import type { Opening } from '../../network/exposure.ts';
import { type Examined, isRead, type Place } from '../check.ts';
import { isWide, opensPort } from '../exposure/openings.ts';
import { reachabilityReads } from '../exposure/reads.ts';
import { fromOverview } from '../from-overview.ts';
import { groupsOf } from '../subjects.ts';

const impact: Text = {
  ko: '퍼블릭 주소와 인터넷 경로가 있지만 네트워크 ACL이나 방화벽에 막혀 접속되지 않습니다. 그 차단이 풀리면 바로 노출됩니다.',
  en: 'There are public addresses and a route, and a network ACL or firewall keeps connections out: exposed as soon as that is gone.',
};

/**
 * The overview's findings of a group open to the world, which go by routes, weighed by the engine: what no packet of the
 * internet gets through to is not critical. Where part of the way was not read, the routes' word stands.
 *
 * @param code of a service of `highRiskServices`; any other code: every port
 */
export const worldOpenByReach = (code: string): ((place: Place) => Examined[]) => {
  const service = highRiskServices.find((s) => s.code === code);
  const examine = fromOverview(code, groupsOf);
  return (place) => {
    const examined = examine(place);
    if (reachabilityReads.some((name) => !isRead(place.scope, name))) return examined;
    const isCritical = ({ findings }: Examined): boolean => findings?.some((f) => f.severity === 'critical') === true;
    if (!examined.some(isCritical)) return examined;
    const reached = new Set(
      place.audited
        .exposed()
        .filter(
          (e) =>
            e.through === undefined &&
            e.openings.some((o) => isWide(o) && (service === undefined || opens(o, service))),
        )
        .flatMap((e) => e.interface.groups.groups.map((g) => g.id)),
    );
    const weighed = (f: Finding): Finding =>
      f.severity !== 'critical' || reached.has(f.resource) ? f : { ...f, severity: 'medium', priority: 'P2', impact };
    return examined.map((e) => (e.findings === undefined ? e : { ...e, findings: e.findings.map(weighed) }));
  };
};

const opens = (opening: Opening, { tcp, udp = [] }: HighRiskService): boolean =>
  tcp.some((p) => opensPort(opening, 'tcp', p)) || udp.some((p) => opensPort(opening, 'udp', p));
