import { josa } from '../josa.ts';
import type { Text } from '../text.ts';

export const rootMfaOff = (): Text => ({ ko: '루트 계정에 MFA가 없습니다', en: 'the root user has no MFA' });
export const rootMfaImpact = (): Text => ({
  ko: '비밀번호 하나가 새면 계정 전체를 잃습니다.',
  en: 'One leaked password loses the whole account.',
});
export const summaryIs = (key: string, value: number): Text => ({ ko: `${key} = ${value}`, en: `${key} = ${value}` });
export const guardDutyOff = (region: string): Text => ({
  ko: `${region}에서 GuardDuty가 꺼져 있습니다`,
  en: `GuardDuty is off in ${region}`,
});
export const guardDutyImpact = (): Text => ({
  ko: '흐름 로그, DNS, CloudTrail에 나타나는 침해 징후를 아무도 보지 않습니다.',
  en: 'Nobody watches flow logs, DNS and CloudTrail for signs of a breach.',
});
export const noDetector = (): Text => ({ ko: '탐지기 0개', en: 'no detector' });
export const enableGuardDuty = (): Text => ({
  ko: '탐지기를 만듭니다 (30일 무료 평가 후 과금).',
  en: 'Create a detector (30 days free, then charged).',
});

export const unusedAddresses = (count: number): Text => ({
  ko: `쓰지 않는 탄력적 IP가 ${count}개 있습니다`,
  en: `${count} Elastic IP${count === 1 ? ' is' : 's are'} associated with nothing`,
});
export const unusedAddressesImpact = (): Text => ({
  ko: '연결하지 않은 퍼블릭 IPv4 주소도 시간당 요금이 나갑니다.',
  en: 'A public IPv4 address is charged by the hour whether used or not.',
});
export const addressFree = (ip: string): Text => ({ ko: `${ip}: 연결 없음`, en: `${ip}: no association` });
export const release = (): Text => ({
  ko: '허용 목록에 이 주소를 등록한 곳이 없는지 확인하고 반납합니다. 반납한 주소는 되찾지 못할 수 있습니다.',
  en: 'Make sure no allow list names the address, then release it. A released address may not come back.',
});

export const s3EndpointMissing = (vpc: string): Text => ({
  ko: `${vpc}에 S3 게이트웨이 엔드포인트가 없습니다`,
  en: `${vpc} has no S3 gateway endpoint`,
});
export const s3EndpointImpact = (way: string): Text => ({
  ko: `S3 트래픽이 ${josa(way, '을/를')} 거치며 처리 요금을 냅니다. 게이트웨이 엔드포인트는 무료입니다.`,
  en: `Traffic to S3 goes through ${way} and is charged for it. A gateway endpoint is free.`,
});
export const endpointsAre = (services: string): Text => ({
  ko: `있는 엔드포인트: ${services}`,
  en: `endpoints there: ${services}`,
});
export const createS3Endpoint = (): Text => ({
  ko: '엔드포인트를 만들어 프라이빗 서브넷의 라우트 테이블에 붙입니다.',
  en: "Create the endpoint and add it to the private subnets' route tables.",
});

export const distributionNoWaf = (domain: string): Text => ({
  ko: `CloudFront 배포 ${domain}에 WAF 웹 ACL이 없습니다`,
  en: `the CloudFront distribution ${domain} has no web ACL`,
});
export const distributionNoWafImpact = (): Text => ({
  ko: '요청률 제한과 알려진 공격 차단이 없습니다.',
  en: 'No rate limit and no blocking of known attacks.',
});
export const cachingOff = (domain: string): Text => ({
  ko: `CloudFront 배포 ${josa(domain, '이/가')} 아무것도 캐시하지 않습니다 (TTL 0)`,
  en: `the CloudFront distribution ${domain} caches nothing (TTL 0)`,
});
export const lowHitRate = (domain: string, rate: string): Text => ({
  ko: `CloudFront 배포 ${domain}의 캐시 적중률이 ${rate}%입니다 (목표 85%)`,
  en: `the CloudFront distribution ${domain} has a cache hit rate of ${rate} % (target 85 %)`,
});
export const cachingImpact = (): Text => ({
  ko: '모든 요청이 오리진까지 가므로 지연과 오리진 부하, 전송 비용이 그대로 남습니다.',
  en: 'Every request goes to the origin: latency, its load and transfer cost stay as they are.',
});
export const ttlsZero = (): Text => ({ ko: 'MaxTTL = 0', en: 'MaxTTL = 0' });
export const hitRateIs = (rate: string): Text => ({
  ko: `24시간 평균 CacheHitRate ${rate}%`,
  en: `CacheHitRate ${rate} %, average of 24 h`,
});
export const noWebAcl = (): Text => ({ ko: 'WebACLId 없음', en: 'no WebACLId' });
