import { josa } from '../josa.ts';
import { listed, plural } from '../plural.ts';
import type { Text } from '../text.ts';

export const stopped = {
  title: (instance: string, balancers: readonly string[]): Text => {
    const names = listed(balancers);
    return {
      ko: `${names.ko}의 대상 ${josa(instance, '이/가')} 중지되어 트래픽을 받지 못합니다`,
      en: `${instance}, a target of ${names.en}, is stopped and takes no traffic`,
    };
  },
  state: (state: string, description: string | undefined): Text => {
    const quote = description === undefined ? '' : `, "${description}"`;
    return { ko: `대상 상태 ${state}${quote}`, en: `target state ${state}${quote}` };
  },
  instance: (state: string): Text => ({ ko: `인스턴스 상태 ${state}`, en: `instance state ${state}` }),
  fix: (name: string): Text => ({
    ko: `${josa(name, '을/를')} 다시 시작합니다. 다시 쓸 계획이 없으면 대상 그룹에서 제거합니다.`,
    en: `Start ${name}. If it is not to come back, deregister it from the target group.`,
  }),
};

/** What is left of a target group: for the impact of any of its findings. */
export function capacity(
  group: string,
  healthy: number,
  total: number,
  zone: { name: string; healthy: number } | undefined,
): Text {
  const percent = total === 0 ? 0 : Math.round((healthy / total) * 100);
  const left: Text =
    zone === undefined
      ? { ko: '', en: '' }
      : {
          ko: ` ${zone.name}에 남은 정상 대상은 ${zone.healthy}개입니다.`,
          en: ` ${zone.name} has ${plural(zone.healthy, 'healthy target')} left.`,
        };
  return {
    ko: `대상 그룹 ${group}의 정상 대상이 ${healthy}/${total}(${percent}%)로 줄었습니다.${left.ko}`,
    en: `Target group ${group} is down to ${healthy} of ${total} healthy targets (${percent} %).${left.en}`,
  };
}

export const unhealthy = {
  title: (group: string, count: number, total: number): Text => ({
    ko: `대상 그룹 ${group}의 대상 ${total}개 중 ${count}개가 상태 검사에 실패했습니다`,
    en: `${count} of ${total} targets of ${group} fail their health check`,
  }),
  target: (target: string, reason: string, description: string | undefined): Text => {
    const quote = description === undefined ? '' : `, "${description}"`;
    return { ko: `${target}: ${reason}${quote}`, en: `${target}: ${reason}${quote}` };
  },
  check: (check: string): Text => ({ ko: `상태 검사: ${check}`, en: `health check: ${check}` }),
  fix: (): Text => ({
    ko: '대상별 사유 코드를 확인합니다. Target.Timeout이면 보안 그룹·NACL·경로를, Target.FailedHealthChecks면 포트와 프로세스를, Target.ResponseCodeMismatch면 검사 경로와 응답 코드를 봅니다.',
    en: 'Read each target’s reason code: Target.Timeout points to groups, NACLs or routes, Target.FailedHealthChecks to the port and its process, Target.ResponseCodeMismatch to the path and status code of the check.',
  }),
};

export const notInUse = {
  zoneTitle: (group: string, count: number, zones: readonly string[]): Text => ({
    ko: `대상 그룹 ${group}의 대상 ${count}개가 로드 밸런서가 쓰지 않는 영역(${zones.join(', ')})에 있습니다`,
    en: `${plural(count, 'target')} of ${group} ${count === 1 ? 'is' : 'are'} in a zone that the balancer has not enabled (${zones.join(', ')})`,
  }),
  zoneImpact: (): Text => ({
    ko: '등록되어 있어도 트래픽을 받지 못합니다.',
    en: 'They are registered and take no traffic.',
  }),
  zoneFix: (): Text => ({
    ko: '로드 밸런서에 그 영역의 서브넷을 추가합니다.',
    en: 'Add a subnet of that zone to the balancer.',
  }),
};

export const allDown = {
  title: (balancer: string): Text => ({
    ko: `로드 밸런서 ${balancer}에 정상 대상이 하나도 없습니다`,
    en: `load balancer ${balancer} has no healthy target`,
  }),
  groupTitle: (group: string, balancer: string): Text => ({
    ko: `${balancer}의 대상 그룹 ${group}에 정상 대상이 하나도 없습니다`,
    en: `target group ${group} of ${balancer} has no healthy target`,
  }),
  /** Rule L4: unhealthy targets get everything; none or only unused ones mean 503. */
  impact: (failsOpen: boolean): Text =>
    failsOpen
      ? {
          ko: '모든 대상이 비정상이면 로드 밸런서는 전체 대상에 그대로 보냅니다(fail-open). 사용자는 오류나 시간 초과를 봅니다.',
          en: 'With every target unhealthy the balancer fails open and sends to all of them: users see errors or timeouts.',
        }
      : {
          ko: '보낼 대상이 없어 요청에 503을 돌려줍니다. 서비스 중단 상태입니다.',
          en: 'There is nothing to send to: requests get 503. The service is down.',
        },
  group: (group: string, healthy: number, total: number): Text => ({
    ko: `${group}: 정상 ${healthy}/${total}`,
    en: `${group}: ${healthy} of ${total} healthy`,
  }),
};

export const noTargets = {
  title: (group: string, balancer: string): Text => ({
    ko: `${josa(balancer, '이/가')} 보내는 대상 그룹 ${group}에 등록된 대상이 없습니다`,
    en: `target group ${group}, which ${balancer} forwards to, has no targets`,
  }),
  impact: (): Text => ({ ko: '이 규칙에 걸린 요청은 503을 받습니다.', en: 'Requests that match get 503.' }),
  none: (): Text => ({ ko: '등록된 대상 0개', en: 'no registered targets' }),
};

export const unusedGroups = {
  title: (count: number): Text => ({
    ko: `어느 리스너도 쓰지 않는 대상 그룹이 ${count}개 있습니다`,
    en: `${plural(count, 'target group')} ${count === 1 ? 'is' : 'are'} used by no listener`,
  }),
  impact: (): Text => ({
    ko: '비용은 없지만 상태 검사도 하지 않아, 쓰고 있다고 착각하기 쉽습니다.',
    en: 'They cost nothing, but nothing checks them either: they are easily taken for live.',
  }),
  group: (name: string): Text => ({ ko: `${name}: 리스너·규칙 없음`, en: `${name}: no listener or rule` }),
};

export const zoneWithout = {
  title: (balancer: string, zones: readonly string[]): Text => ({
    ko: `${balancer}의 ${zones.join(', ')}에 정상 대상이 없습니다`,
    en: `${balancer} has no healthy target in ${zones.join(', ')}`,
  }),
  impact: (crossZone: boolean): Text =>
    crossZone
      ? {
          ko: '교차 영역 로드 밸런싱으로 다른 영역이 받고 있지만, 그 영역까지 멈추면 서비스가 중단됩니다.',
          en: 'Other zones take its share over cross-zone balancing; when they fail too, the service is down.',
        }
      : {
          ko: '교차 영역 로드 밸런싱이 꺼져 있어 이 영역의 노드로 들어온 요청은 실패합니다.',
          en: 'Cross-zone balancing is off: requests that come to this zone’s node fail.',
        },
  zone: (zone: string, healthy: number, total: number): Text => ({
    ko: `${zone}: 정상 ${healthy}/${total}`,
    en: `${zone}: ${healthy} of ${total} healthy`,
  }),
};

export const singleTarget = {
  title: (group: string, balancer: string): Text => ({
    ko: `${balancer}의 대상 그룹 ${group}에 대상이 하나뿐입니다`,
    en: `target group ${group} of ${balancer} has a single target`,
  }),
  impact: (zone: string | null): Text => ({
    ko: `이 대상이${zone === null ? '' : `나 ${josa(zone, '이/가')}`} 멈추면 서비스가 바로 중단됩니다. 배포나 재부팅 때도 마찬가지입니다.`,
    en: `When it${zone === null ? '' : ` or ${zone}`} fails, the service is down; so it is with every deployment and reboot.`,
  }),
  target: (name: string, zone: string | null): Text => ({
    ko: zone === null ? name : `${name} (${zone})`,
    en: zone === null ? name : `${name} (${zone})`,
  }),
  fix: (): Text => ({
    ko: '다른 가용 영역에 같은 대상을 하나 더 두고 등록합니다.',
    en: 'Run the same in another zone and register it.',
  }),
};

export const noHttps = {
  title: (name: string): Text => ({
    ko: `인터넷용 로드 밸런서 ${name}에 HTTPS 리스너가 없습니다`,
    en: `the internet-facing load balancer ${name} has no HTTPS listener`,
  }),
  impact: (): Text => ({
    ko: '사용자와 로드 밸런서 사이의 요청, 쿠키, 인증 정보가 평문으로 오갑니다.',
    en: 'Requests, cookies and credentials between users and the balancer travel in clear text.',
  }),
  listeners: (listeners: string): Text => ({ ko: `리스너: ${listeners}`, en: `listeners: ${listeners}` }),
  fix: (): Text => ({
    ko: 'ACM 인증서로 443 HTTPS 리스너를 만들고 80은 443으로 리디렉션합니다.',
    en: 'Add an HTTPS listener on 443 with an ACM certificate, and redirect 80 to it.',
  }),
};

export const accessLogs = {
  title: (count: number): Text => ({
    ko: `로드 밸런서 ${count}개의 액세스 로그가 꺼져 있습니다`,
    en: `access logs are off on ${plural(count, 'load balancer')}`,
  }),
  impact: (): Text => ({
    ko: '5xx나 지연이 생겨도 요청 단위로 원인을 추적할 수 없습니다.',
    en: 'Errors and latency cannot be traced to single requests.',
  }),
  attribute: (balancer: string): Text => ({
    ko: `${balancer}: access_logs.s3.enabled = false`,
    en: `${balancer}: access_logs.s3.enabled = false`,
  }),
  fix: (): Text => ({
    ko: '로그를 받을 S3 버킷(ELB 쓰기 권한이 있는 정책)을 정한 뒤 켭니다.',
    en: 'Choose an S3 bucket whose policy lets ELB write, then turn them on.',
  }),
};
