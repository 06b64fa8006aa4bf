import { josa } from '../josa.ts';
import { listed } from '../plural.ts';
import type { Text } from '../text.ts';

export const endpoint = {
  stateTitle: (name: string, status: string): Text => ({
    ko: `Resolver 엔드포인트 ${josa(name, '이/가')} ${status} 상태입니다`,
    en: `Resolver endpoint ${name} is ${status}`,
  }),
  stateImpact: (direction: string): Text =>
    direction === 'INBOUND'
      ? {
          ko: '온프레미스에서 AWS의 이름을 해석하지 못할 수 있습니다.',
          en: 'On-premises may not resolve names in AWS.',
        }
      : {
          ko: 'VPC에서 온프레미스 도메인을 해석하지 못할 수 있습니다.',
          en: 'The VPCs may not resolve on-premises names.',
        },
  status: (status: string): Text => ({ ko: `상태 ${status}`, en: `status ${status}` }),
  zoneTitle: (name: string, zone: string): Text => ({
    ko: `Resolver 엔드포인트 ${name}의 주소가 모두 ${zone} 한 영역에 있습니다`,
    en: `all addresses of Resolver endpoint ${name} are in one zone, ${zone}`,
  }),
  zoneImpact: (): Text => ({
    ko: '그 영역이 멈추면 하이브리드 DNS가 함께 멈춥니다.',
    en: 'When that zone fails, hybrid DNS goes with it.',
  }),
  addresses: (addresses: string, zone: string): Text => ({
    ko: `${addresses} (${zone})`,
    en: `${addresses} (${zone})`,
  }),
};

export const healthCheck = {
  title: (target: string): Text => ({
    ko: `Route 53 상태 검사가 실패하고 있습니다: ${target}`,
    en: `a Route 53 health check fails: ${target}`,
  }),
  impact: (records: readonly string[]): Text => {
    const names = listed(records);
    return records.length === 0
      ? { ko: '이 검사를 쓰는 레코드는 없습니다.', en: 'No record uses it.' }
      : {
          ko: `${names.ko} 레코드가 이 검사에 따라 응답에서 빠지거나 장애 조치됩니다.`,
          en: `Records that follow it leave the answer or fail over: ${names.en}.`,
        };
  },
  observed: (healthy: number, observed: number): Text => ({
    ko: `검사 지점 ${observed}곳 중 정상 ${healthy}곳`,
    en: `${healthy} of ${observed} checkers see it healthy`,
  }),
};

export const failover = {
  title: (name: string, role: string): Text => ({
    ko: `장애 조치 레코드 ${name}(${role})에 상태 검사가 없습니다`,
    en: `the failover record ${name} (${role}) has no health check`,
  }),
  impact: (): Text => ({
    ko: '상태 검사가 없는 레코드는 항상 정상으로 취급되므로 장애가 나도 전환되지 않습니다.',
    en: 'A record without a health check always counts as healthy: nothing fails over.',
  }),
  record: (name: string, type: string): Text => ({
    ko: `${name} ${type}: HealthCheckId 없음`,
    en: `${name} ${type}: no HealthCheckId`,
  }),
};

export const queryLogging = {
  title: (vpcs: readonly string[]): Text => {
    const names = listed(vpcs);
    return {
      ko: `DNS 쿼리 로깅이 빠진 VPC가 있습니다: ${names.ko}`,
      en: `DNS queries are not logged in: ${names.en}`,
    };
  },
  impact: (): Text => ({
    ko: '다른 VPC는 기록하고 있어, 이 VPC의 이름 해석 장애나 데이터 유출 징후만 보이지 않습니다.',
    en: 'Other VPCs are logged: resolution failures and signs of exfiltration stay invisible just here.',
  }),
  vpc: (vpc: string): Text => ({ ko: `${vpc}: 쿼리 로그 연결 없음`, en: `${vpc}: no query log association` }),
  fix: (config: string): Text => ({
    ko: `기존 쿼리 로그 구성 ${config}에 VPC를 연결합니다.`,
    en: `Associate the VPC with the query log configuration ${config}.`,
  }),
};
