import { josa } from '../josa.ts';
import type { Text } from '../text.ts';

interface Target {
  id: string;
  name?: string;
  state: string;
  reason?: string;
  description?: string;
}
interface Group {
  name: string;
  total: number | null;
  healthy: number | null;
}

const called = (t: { id: string; name?: string }): string => t.name ?? t.id;

export function targetFailing(code: string, target: Target, group: Group, balancer: { name: string }): Text {
  const name = called(target);
  switch (code) {
    case 'LB_TARGET_STOPPED':
      return {
        ko: `${balancer.name}의 대상 ${josa(name, '이/가')} 중지되어 트래픽을 받지 못합니다`,
        en: `${name}, a target of ${balancer.name}, is stopped and takes no traffic`,
      };
    case 'LB_TARGET_UNUSED':
      return {
        ko: `대상 그룹 ${group.name}의 ${josa(name, '이/가')} 쓰이지 않고 있습니다 (${target.reason ?? target.state})`,
        en: `${name} in target group ${group.name} is not used (${target.reason ?? target.state})`,
      };
    default:
      return {
        ko: `대상 그룹 ${group.name}의 ${josa(name, '이/가')} 상태 검사에 실패했습니다 (${target.reason ?? 'unhealthy'})`,
        en: `${name} in target group ${group.name} fails its health check (${target.reason ?? 'unhealthy'})`,
      };
  }
}

export const targetState = (target: Target): Text => ({
  ko: `대상 상태: ${target.state}${target.description === undefined ? '' : ` — "${target.description}"`}`,
  en: `target state: ${target.state}${target.description === undefined ? '' : ` — "${target.description}"`}`,
});

export const instanceState = (state: string): Text => ({
  ko: `인스턴스 상태: ${state}`,
  en: `instance state: ${state}`,
});

export function targetImpact(group: Group, zone: { zone: string; healthy: number } | undefined): Text {
  const total = group.total ?? 0;
  const healthy = group.healthy ?? 0;
  const percent = total === 0 ? 0 : Math.round((healthy / total) * 100);
  const ko = `가용 대상 ${healthy}/${total} (${percent}%)`;
  const en = `${healthy} of ${total} targets serve (${percent} %)`;
  if (zone === undefined) return { ko, en };
  return {
    ko: `${ko}, ${zone.zone}에 남은 정상 대상 ${zone.healthy}개`,
    en: `${en}; ${zone.healthy} healthy left in ${zone.zone}`,
  };
}

export const startInstance = (name: string): Text => ({
  ko: `${josa(name, '을/를')} 다시 시작합니다. 다시 쓸 계획이 없으면 대상 그룹에서 제거하세요.`,
  en: `Start ${name} again. If it is not to come back, deregister it from the target group.`,
});

export const allTargetsUnhealthy = (group: Group, balancer: { name: string }): Text => ({
  ko: `${balancer.name}의 대상 그룹 ${group.name}에 정상 대상이 하나도 없습니다`,
  en: `${balancer.name}: target group ${group.name} has no healthy target`,
});

export const allTargetsImpact = (group: Group): Text => ({
  ko: `대상 ${group.total ?? 0}개가 모두 비정상입니다. 비정상(unhealthy) 대상만 남으면 모두에게 보내고(fail-open), 모두 unused이면 503을 돌려줍니다.`,
  en: `all ${group.total ?? 0} targets are out. With only unhealthy ones left the balancer fails open to all of them; with all unused it answers 503.`,
});

export const noneHealthy = (total: number): Text => ({
  ko: `대상 ${total}개 중 healthy 0개`,
  en: `0 of ${total} targets healthy`,
});

export const noHttps = (name: string): Text => ({
  ko: `인터넷용 로드 밸런서 ${name}에 HTTPS 리스너가 없습니다`,
  en: `the internet-facing load balancer ${name} has no HTTPS listener`,
});
export const noHttpsImpact = (): Text => ({
  ko: '사용자와 로드 밸런서 사이의 트래픽이 암호화되지 않습니다.',
  en: 'Traffic between users and the balancer is not encrypted.',
});
export const listenerIs = (listeners: string): Text => ({ ko: `리스너: ${listeners}`, en: `listeners: ${listeners}` });

export const noAccessLogs = (count: number): Text => ({
  ko: `로드 밸런서 ${count}개의 액세스 로그가 꺼져 있습니다`,
  en: `access logs are off on ${count} load balancer${count === 1 ? '' : 's'}`,
});
export const noAccessLogsImpact = (): Text => ({
  ko: '5xx나 지연이 생겨도 요청 단위로 원인을 추적할 수 없습니다.',
  en: 'Errors and latency cannot be traced to requests.',
});
export const attributeIs = (key: string, value: string): Text => ({ ko: `${key} = ${value}`, en: `${key} = ${value}` });
export const enableAccessLogs = (): Text => ({
  ko: '로그를 받을 S3 버킷을 정한 뒤 켭니다.',
  en: 'Choose an S3 bucket for the logs, then turn them on.',
});
