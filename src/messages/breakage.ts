import type { FlowLogUse } from '../checks/breakage/flow-log-uses.ts';
import type { Breakage } from '../checks/breakage/index.ts';
import { plural } from './plural.ts';
import type { Text } from './text.ts';

/** What is shown of what stops; all of it is in the JSON. */
const shown = 4;

const partly: Text = { ko: 'VPC마다 일부 호스트만 확인', en: 'some hosts of each VPC were tried' };

/**
 * What applying a fix stops, in sentences.
 *
 * @param flowLogs undefined: the fix stands in front of nothing, so there is nothing to be used
 */
export function breaks(
  { healthChecks, flows, rarely, complete }: Pick<Breakage, 'healthChecks' | 'flows' | 'rarely' | 'complete'>,
  flowLogs: FlowLogUse | undefined,
): Text {
  return joined([
    ...(healthChecks.length + flows.length === 0 ? [nothing(complete)] : []),
    ...(healthChecks.length === 0 ? [] : [checksStop(healthChecks)]),
    ...(flows.length === 0 ? [] : [flowsStop(flows, complete)]),
    ...(rarely ? [unlucky] : []),
    ...(flowLogs === undefined ? [] : [used(flowLogs)]),
  ]);
}

const joined = (parts: readonly Text[]): Text => ({
  ko: parts.map((p) => p.ko).join(' '),
  en: parts.map((p) => p.en).join(' '),
});

const nothing = (complete: boolean): Text => ({
  ko: `사본에 적용해 보니 멈추는 통신이 없습니다${complete ? '' : `(${partly.ko})`}.`,
  en: `Tried on a copy: no connection stops${complete ? '' : ` (${partly.en})`}.`,
});

/** A network ACL's entry for a port above 1023 stops answers to clients that have it as their source port. */
const unlucky: Text = {
  ko: '출발지 포트가 우연히 차단한 포트와 같은 연결은 드물게 실패합니다.',
  en: 'Now and then a connection fails whose source port happens to be a closed one.',
};

function checksStop(checks: Breakage['healthChecks']): Text {
  const groups = [...new Set(checks.map((c) => c.targetGroup))].join(', ');
  return {
    ko: `${groups}의 헬스 체크가 대상 ${checks.length}개에서 멈춥니다.`,
    en: `Health checks of ${groups} stop for ${plural(checks.length, 'target')}.`,
  };
}

/** Ends that are no VPC. */
const ends: Readonly<Record<string, Text>> = {
  internet: { ko: '인터넷', en: 'the internet' },
  'on-premises': { ko: '온프레미스', en: 'on-premises' },
};

function flowsStop(flows: Breakage['flows'], complete: boolean): Text {
  const ports = new Map<string, { flow: Breakage['flows'][number]; ports: number[] }>();
  for (const flow of flows) {
    const key = `${flow.from} ${flow.to} ${flow.protocol}`;
    const known = ports.get(key);
    if (known === undefined) ports.set(key, { flow, ports: [flow.port] });
    else known.ports.push(flow.port);
  }
  const ways = [...ports.values()];
  const more = ways.length - shown;
  const told = (lang: 'ko' | 'en'): string =>
    ways
      .slice(0, shown)
      .map(({ flow: { from, to, protocol }, ports: all }) => {
        const [source, target] = [from, to].map((end) => ends[end]?.[lang] ?? end);
        return `${source} → ${target} ${protocol} ${all.sort((a, b) => a - b).join(',')}`;
      })
      .join(', ');
  return {
    ko: `지금 되는 통신이 끊깁니다${complete ? '' : `(${partly.ko})`}: ${told('ko')}${more > 0 ? ` 외 ${more}건` : ''}.`,
    en: `What works now stops${complete ? '' : ` (${partly.en})`}: ${told('en')}${more > 0 ? ` and ${more} more` : ''}.`,
  };
}

/** Whether somebody uses it, by flow logs. */
function used(use: FlowLogUse): Text {
  switch (use.state) {
    case 'not-read':
      return {
        ko: '흐름 로그 설정을 읽지 못해 실제로 쓰는 통신인지는 알 수 없습니다.',
        en: 'Whether somebody uses it is unknown: flow logs were not read.',
      };
    case 'none':
      return {
        ko: '흐름 로그가 없어 실제로 쓰는 통신인지는 알 수 없습니다.',
        en: 'Whether somebody uses it is unknown: there are no flow logs.',
      };
    case 'not-asked':
      return {
        ko: '흐름 로그를 조회하지 않아 실제로 쓰는 통신인지는 알 수 없습니다.',
        en: 'Whether somebody uses it is unknown: flow logs were not queried.',
      };
    case 'unusable':
      return {
        ko: `흐름 로그 ${use.log}로는 실제로 쓰는 통신인지 알 수 없습니다(${unreadable[use.why].ko}).`,
        en: `Flow log ${use.log} cannot tell whether somebody uses it (${unreadable[use.why].en}).`,
      };
    case 'asked':
      return use.flows.length === 0 ? unseen(use) : seen(use);
  }
}

type Asked = FlowLogUse & { state: 'asked' };

const unlogged: Text = { ko: '일부 인터페이스만 기록됨', en: 'not every interface is logged' };

/** `24시간`, `3시간`, `20분`: as long as the logs look back. */
function span({ from, to }: Asked): Text {
  const minutes = Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
  const hours = Math.round(minutes / 60);
  return minutes < 60
    ? { ko: `${minutes}분`, en: plural(minutes, 'minute') }
    : { ko: `${hours}시간`, en: plural(hours, 'hour') };
}

/** A capture window of ten minutes, and five until it can be read. */
const youngMinutes = 15;

const unseen = (use: Asked): Text =>
  Date.parse(use.to) - Date.parse(use.from) < youngMinutes * 60_000 ? tooYoung : notSeen(use);

const tooYoung: Text = {
  ko: '흐름 로그를 켠 지 얼마 되지 않아 실제로 쓰는 통신인지는 아직 알 수 없습니다.',
  en: 'Whether somebody uses it is unknown yet: the flow logs have only just begun.',
};

const notSeen = (use: Asked): Text => ({
  ko: `최근 ${span(use).ko}의 흐름 로그에 이 통신은 없습니다${use.complete ? '' : `(${unlogged.ko})`}.`,
  en: `Flow logs of the last ${span(use).en} have none of it${use.complete ? '' : ` (${unlogged.en})`}.`,
});

function seen(use: Asked): Text {
  const { flows, complete } = use;
  const told = flows
    .slice(0, shown)
    .map((f) => `${f.from} → ${f.to} ${f.protocol} ${f.port}`)
    .join(', ');
  const more = flows.length - shown;
  return {
    ko: `최근 ${span(use).ko}의 흐름 로그에서 이 통신이 ${flows.length}건 보입니다${complete ? '' : `(${unlogged.ko})`}: ${told}${more > 0 ? ` 외 ${more}건` : ''}.`,
    en: `Flow logs of the last ${span(use).en} saw ${plural(flows.length, 'flow')} of it${complete ? '' : ` (${unlogged.en})`}: ${told}${more > 0 ? ` and ${more} more` : ''}.`,
  };
}

const unreadable: Record<(FlowLogUse & { state: 'unusable' })['why'], Text> = {
  'not-cloudwatch': { ko: 'CloudWatch Logs에 저장하지 않음', en: 'it is not kept in CloudWatch Logs' },
  fields: { ko: '필요한 필드가 형식에 없음', en: 'its format lacks fields' },
  'mixed-formats': { ko: '한 로그 그룹에 형식이 섞여 있음', en: 'its log group holds several formats' },
  'rejects-only': { ko: '거부된 트래픽만 기록', en: 'it records rejected traffic alone' },
  failing: { ko: '전달 실패', en: 'it is not delivered' },
};
