import { josa } from '../josa.ts';
import { listed, plural } from '../plural.ts';
import type { Text } from '../text.ts';

export const rootMfa = {
  title: (): Text => ({ ko: '루트 사용자에 MFA가 없습니다', en: 'the root user has no MFA' }),
  impact: (): Text => ({
    ko: '비밀번호 하나가 새면 네트워크를 포함한 계정 전체를 잃습니다.',
    en: 'One leaked password loses the whole account, its network included.',
  }),
  summary: (): Text => ({ ko: 'AccountMFAEnabled = 0', en: 'AccountMFAEnabled = 0' }),
  fix: (): Text => ({
    ko: '루트 사용자로 로그인해 하드웨어 키나 패스키를 등록합니다(콘솔에서만 가능). 등록 후 아래 값이 1인지 확인합니다.',
    en: 'Sign in as root and register a hardware key or passkey (console only). Then this shows 1.',
  }),
};

export const guardDuty = {
  title: (regions: readonly string[]): Text => {
    const where = listed(regions, 3);
    return { ko: `GuardDuty가 꺼져 있습니다 (${where.ko})`, en: `GuardDuty is off (${where.en})` };
  },
  impact: (): Text => ({
    ko: '흐름 로그, DNS, CloudTrail에 나타나는 침해 징후를 아무도 보지 않습니다.',
    en: 'Nobody watches flow logs, DNS and CloudTrail for signs of a breach.',
  }),
  none: (region: string): Text => ({ ko: `${region}: 활성 탐지기 없음`, en: `${region}: no enabled detector` }),
  fix: (): Text => ({
    ko: '탐지기를 켭니다. 30일 무료 평가 뒤 분석한 로그 양에 따라 과금됩니다.',
    en: 'Create a detector: 30 days free, then charged by the volume analysed.',
  }),
};

export const unusedAddresses = {
  title: (count: number): Text => ({
    ko: `연결되지 않은 탄력적 IP가 ${count}개 있습니다`,
    en: `${plural(count, 'Elastic IP')} ${count === 1 ? 'is' : 'are'} associated with nothing`,
  }),
  impact: (): Text => ({
    ko: '퍼블릭 IPv4 주소는 쓰지 않아도 시간당 요금이 나갑니다.',
    en: 'A public IPv4 address is charged by the hour, used or not.',
  }),
  free: (ip: string): Text => ({ ko: `${ip}: 연결 없음`, en: `${ip}: no association` }),
  fix: (): Text => ({
    ko: '방화벽이나 허용 목록에 이 주소를 등록한 곳이 없는지 확인하고 반납합니다. 반납한 주소는 되찾지 못할 수 있습니다.',
    en: 'Make sure no allow list names the address, then release it. A released address may not come back.',
  }),
};

export const s3Endpoint = {
  title: (vpcs: readonly string[]): Text => {
    const names = listed(vpcs);
    return {
      ko: `S3 게이트웨이 엔드포인트가 없습니다: ${names.ko}`,
      en: `no S3 gateway endpoint: ${names.en}`,
    };
  },
  impact: (rate: string | undefined, ceiling: { gb: string; usd: string } | undefined): Text => {
    const ko = ['S3 트래픽이 NAT 게이트웨이를 지나며 처리 요금을 냅니다. 게이트웨이 엔드포인트는 무료입니다.'];
    const en = ['Traffic to S3 passes NAT gateways and is charged for it; a gateway endpoint is free.'];
    if (rate !== undefined) {
      ko.push(`S3 트래픽 1GB마다 ${rate}를 아낍니다.`);
      en.push(`It saves ${rate} for every GB of S3 traffic.`);
    }
    if (ceiling !== undefined) {
      ko.push(
        `최근 24시간 NAT 처리량 ${ceiling.gb}GB가 모두 S3라면 월 ${ceiling.usd}이고, S3 비중만큼 줄어듭니다(비중은 흐름 로그로 확인).`,
      );
      en.push(
        `If all ${ceiling.gb} GB that the NAT gateways carried in the last 24 hours were S3, that would be ${ceiling.usd} a month; S3’s real share shows in flow logs.`,
      );
    }
    return { ko: ko.join(' '), en: en.join(' ') };
  },
  through: (vpc: string, hops: string): Text => ({ ko: `${vpc} → ${hops} → S3`, en: `${vpc} → ${hops} → S3` }),
  fix: (): Text => ({
    ko: '게이트웨이 엔드포인트를 만들고 워크로드 서브넷의 라우트 테이블에 연결합니다.',
    en: 'Create gateway endpoints and add them to the route tables of the workload subnets.',
  }),
};

export const endpoints = {
  groupTitle: (service: string, vpc: string): Text => ({
    ko: `${vpc}의 ${service} 엔드포인트 보안 그룹이 VPC의 443 접속을 막습니다`,
    en: `the security groups of the ${service} endpoint in ${vpc} let nothing of the VPC in on 443`,
  }),
  groupImpact: (): Text => ({
    ko: '프라이빗 DNS가 켜져 있으면 이 VPC에서 서비스를 아예 쓸 수 없습니다.',
    en: 'With private DNS on, the VPC cannot use the service at all.',
  }),
  groupRules: (group: string, rules: string): Text => ({
    ko: `${group}: 인바운드 ${rules}`,
    en: `${group}: inbound ${rules}`,
  }),
  groupFix: (cidr: string): Text => ({
    ko: `VPC 대역 ${cidr}에서 오는 tcp 443을 허용합니다.`,
    en: `Allow tcp 443 from the VPC's block ${cidr}.`,
  }),
  stateTitle: (service: string, vpc: string, state: string): Text => ({
    ko: `${vpc}의 ${service} 엔드포인트가 ${state} 상태입니다`,
    en: `the ${service} endpoint in ${vpc} is ${state}`,
  }),
  stateImpact: (): Text => ({
    ko: '이 엔드포인트로는 서비스에 접속할 수 없습니다.',
    en: 'The service cannot be reached by it.',
  }),
  state: (state: string): Text => ({ ko: `상태 ${state}`, en: `state ${state}` }),
  zoneTitle: (vpc: string, count: number): Text => ({
    ko: `${vpc}의 인터페이스 엔드포인트 ${count}개가 한 영역에만 있습니다`,
    en: `${plural(count, 'interface endpoint')} of ${vpc} ${count === 1 ? 'is' : 'are'} in one zone only`,
  }),
  zoneImpact: (): Text => ({
    ko: '그 영역이 멈추면 다른 영역의 워크로드도 이 서비스에 접속하지 못합니다.',
    en: 'When that zone fails, workloads in the other zones lose the service too.',
  }),
  zone: (service: string, zone: string): Text => ({ ko: `${service}: ${zone}`, en: `${service}: ${zone}` }),
  ssmTitle: (vpc: string, missing: string): Text => ({
    ko: `${vpc}에 ssm 엔드포인트는 있지만 ${josa(missing, '이/가')} 없습니다`,
    en: `${vpc} has an ssm endpoint and no ${missing}`,
  }),
  ssmImpact: (): Text => ({
    ko: '인터넷 출구가 없는 인스턴스에는 Session Manager로 접속할 수 없습니다.',
    en: 'Session Manager cannot connect to instances that have no way to the internet.',
  }),
  present: (services: string): Text => ({ ko: `있는 엔드포인트: ${services}`, en: `endpoints: ${services}` }),
};

export const distribution = {
  wafTitle: (name: string): Text => ({
    ko: `CloudFront 배포 ${name}에 WAF 웹 ACL이 없습니다`,
    en: `CloudFront distribution ${name} has no web ACL`,
  }),
  wafImpact: (): Text => ({
    ko: '요청률 제한과 알려진 공격 차단이 없습니다.',
    en: 'Nothing limits request rates or blocks known attacks.',
  }),
  wafFix: (): Text => ({
    ko: 'us-east-1에 CLOUDFRONT 범위의 웹 ACL을 만들어(AWS 관리형 규칙 + 요청률 규칙) 배포에 연결합니다.',
    en: 'Make a web ACL of scope CLOUDFRONT in us-east-1 (AWS managed rules and a rate rule) and put it on the distribution.',
  }),
  cachingTitle: (name: string): Text => ({
    ko: `CloudFront 배포 ${josa(name, '이/가')} 아무것도 캐시하지 않습니다`,
    en: `CloudFront distribution ${name} caches nothing`,
  }),
  hitRateTitle: (name: string, rate: string): Text => ({
    ko: `CloudFront 배포 ${name}의 캐시 적중률이 ${rate}%입니다 (목표 85%)`,
    en: `CloudFront distribution ${name} has a cache hit rate of ${rate} % (target 85 %)`,
  }),
  cachingImpact: (): Text => ({
    ko: '거의 모든 요청이 오리진까지 갑니다. CDN의 지연 단축과 오리진 보호, 전송 비용 절감 효과가 없습니다.',
    en: 'Nearly every request goes to the origin: no gain in latency, no shelter for the origin, no saving on transfer.',
  }),
  ttl: (): Text => ({
    ko: '모든 캐시 동작의 MaxTTL = 0',
    en: 'MaxTTL = 0 in every cache behaviour',
  }),
  rate: (rate: string): Text => ({
    ko: `최근 24시간 CacheHitRate 평균 ${rate}%`,
    en: `CacheHitRate, average of the last 24 hours: ${rate} %`,
  }),
  cachingFix: (): Text => ({
    ko: '정적 경로부터 캐시 정책(CachingOptimized)을 적용하고, 캐시 키에서 쿼리 문자열·쿠키·헤더를 필요한 것만 남깁니다. 전부 동적 응답이라면 그대로 두어도 됩니다.',
    en: 'Begin with static paths: give them the cache policy CachingOptimized and keep only the query strings, cookies and headers that matter in the key. If all answers are dynamic, leave it.',
  }),
  viewerTitle: (name: string): Text => ({
    ko: `CloudFront 배포 ${josa(name, '이/가')} 암호화되지 않은 HTTP를 허용합니다`,
    en: `CloudFront distribution ${name} allows plain HTTP`,
  }),
  viewerImpact: (): Text => ({
    ko: '사용자와 CloudFront 사이의 요청과 쿠키가 평문으로 오갈 수 있습니다.',
    en: 'Requests and cookies between users and CloudFront may travel in clear text.',
  }),
  viewerFix: (): Text => ({
    ko: 'ViewerProtocolPolicy를 redirect-to-https로 바꿉니다.',
    en: 'Set ViewerProtocolPolicy to redirect-to-https.',
  }),
  originTitle: (name: string, origin: string): Text => ({
    ko: `CloudFront 배포 ${josa(name, '이/가')} 오리진 ${origin}에 HTTP로 접속합니다`,
    en: `CloudFront distribution ${name} talks plain HTTP to its origin ${origin}`,
  }),
  originImpact: (secretHeader: boolean): Text =>
    secretHeader
      ? {
          ko: 'CloudFront와 오리진 사이의 인터넷 구간이 평문입니다. 오리진을 지키는 사용자 지정 헤더 값도 그대로 노출되어, 새면 CloudFront를 우회해 오리진에 직접 접속할 수 있습니다.',
          en: 'The way over the internet from CloudFront to the origin is in clear text, and so is the custom header that guards the origin: who reads it can go past CloudFront.',
        }
      : {
          ko: 'CloudFront와 오리진 사이의 인터넷 구간이 평문입니다.',
          en: 'The way over the internet from CloudFront to the origin is in clear text.',
        },
  originFix: (): Text => ({
    ko: '오리진에 인증서와 HTTPS 리스너를 두고 OriginProtocolPolicy를 https-only로 바꿉니다. ALB라면 VPC 오리진으로 옮겨 인터넷 구간을 없앨 수도 있습니다.',
    en: 'Give the origin a certificate and an HTTPS listener and set OriginProtocolPolicy to https-only. An ALB may become a VPC origin, with no way over the internet at all.',
  }),
  tlsTitle: (name: string, version: string): Text => ({
    ko: `CloudFront 배포 ${josa(name, '이/가')} 오래된 TLS(${version})를 허용합니다`,
    en: `CloudFront distribution ${name} allows old TLS (${version})`,
  }),
  tlsImpact: (): Text => ({
    ko: '약한 프로토콜과 암호로 접속할 수 있어 감사에서 지적됩니다.',
    en: 'Clients may use weak protocols and ciphers; audits object to it.',
  }),
  tlsFix: (): Text => ({
    ko: 'MinimumProtocolVersion을 TLSv1.2_2021 이상으로 올립니다.',
    en: 'Raise MinimumProtocolVersion to TLSv1.2_2021 or newer.',
  }),
  setting: (name: string, value: string): Text => ({ ko: `${name} = ${value}`, en: `${name} = ${value}` }),
};

export const instanceStatus = {
  title: (instance: string, check: 'instance' | 'system'): Text => ({
    ko: `인스턴스 ${instance}의 ${check === 'system' ? '시스템' : '인스턴스'} 상태 검사가 실패했습니다`,
    en: `${check === 'system' ? 'the system' : 'the instance'} status check of ${instance} fails`,
  }),
  impact: (check: 'instance' | 'system'): Text =>
    check === 'system'
      ? {
          ko: 'AWS 쪽 호스트나 네트워크 문제입니다. 인스턴스가 응답하지 않습니다.',
          en: 'A problem of AWS’s host or its network: the instance does not answer.',
        }
      : {
          ko: '운영체제가 네트워크에 응답하지 않습니다. 커널, 메모리, 네트워크 설정을 확인해야 합니다.',
          en: 'The operating system does not answer on the network: kernel, memory or network configuration.',
        },
  status: (check: string, status: string): Text => ({ ko: `${check}: ${status}`, en: `${check}: ${status}` }),
  fix: (check: 'instance' | 'system'): Text =>
    check === 'system'
      ? {
          ko: '중지했다 시작하면 다른 호스트로 옮겨집니다(재부팅으로는 옮겨지지 않음).',
          en: 'Stop and start it: that moves it to another host, which a reboot does not.',
        }
      : { ko: '콘솔 출력을 확인하고 재부팅합니다.', en: 'Read the console output, then reboot.' },
};
