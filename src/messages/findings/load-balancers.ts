import { josa } from '../josa.ts';
import { plural } from '../plural.ts';
import type { Text } from '../text.ts';

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
