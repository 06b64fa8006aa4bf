import { josa } from './josa.ts';
import { plural } from './plural.ts';
import type { Text } from './text.ts';

/** Single calls to AWS that are no collection: metrics, log queries, any read. */

export const callsNeedAws: Text = {
  ko: '저장된 스냅샷에는 AWS 호출을 할 수 없습니다. --source aws 또는 --source lab으로 다시 시작하세요.',
  en: 'a saved snapshot answers no AWS calls. Start again with --source aws or --source lab.',
};

export const refused = (code: string, message: string): Text => ({
  ko: `AWS가 호출을 거부했습니다: ${code}${message === '' ? '' : ` (${message})`}`,
  en: `AWS refused the call: ${code}${message === '' ? '' : ` (${message})`}`,
});

export const whichAccount = (known: readonly string[]): Text => ({
  ko: `계정이 여럿입니다. account에 하나를 지정하세요: ${known.join(', ')}`,
  en: `there are several accounts. Name one in account: ${known.join(', ')}`,
});

export const notThisAccount = (given: string, known: readonly string[]): Text => ({
  ko: `${given} 계정에는 연결되어 있지 않습니다. 연결된 계정: ${known.join(', ')}`,
  en: `account ${given} is not connected. Connected: ${known.join(', ')}`,
});

export const unknownService = (given: string, known: readonly string[]): Text => ({
  ko: `${josa(given, '은/는')} netops가 호출할 수 있는 서비스가 아닙니다. 가능한 서비스: ${known.join(', ')}`,
  en: `netops has no client for ${given}. It has: ${known.join(', ')}`,
});

export const unknownOperation = (service: string, given: string, near: readonly string[]): Text => ({
  ko: `${service}에는 ${josa(given, '이라/라')}는 작업이 없습니다.${near.length === 0 ? '' : ` 비슷한 작업: ${near.join(', ')}`}`,
  en: `${service} has no operation ${given}.${near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`}`,
});

export const callIsSecret = (name: string): Text => ({
  ko: `${josa(name, '은/는')} 비밀 값이나 인스턴스·객체의 내용을 돌려주므로 netops로는 호출하지 않습니다.`,
  en: `${name} answers secrets or the content of instances and objects, so netops never calls it.`,
});

export const callHasEffect = (name: string): Text => ({
  ko: `${josa(name, '은/는')} 이름과 달리 계정에 무언가를 만들기 때문에 netops로는 호출하지 않습니다.`,
  en: `${name} makes something in the account, whatever its name says, so netops never calls it.`,
});

export const callChanges = (name: string): Text => ({
  ko: `${josa(name, '은/는')} 변경 작업이라 호출하지 않았습니다. 변경은 미리 보기와 승인을 거치는 apply_change 또는 netops do로만 합니다.`,
  en: `${name} changes AWS and was not called. Changes go through apply_change or netops do, which preview and ask.`,
});

export const callAnswered = (name: string, region: string, more: boolean): Text => ({
  ko: `${region}에서 ${name}의 응답입니다.${more ? ' 다음 페이지가 더 있습니다.' : ''}`,
  en: `The answer of ${name} in ${region}.${more ? ' There are more pages.' : ''}`,
});

/** A metric as a person writes it: `AWS/NATGateway ActiveConnectionCount (Maximum)`. */
const metricName = (namespace: string, metric: string, stat: string): string => `${namespace} ${metric} (${stat})`;

export const metric = {
  points: (namespace: string, name: string, stat: string, count: number, period: string): Text => ({
    ko: `${metricName(namespace, name, stat)}: ${period} 간격 데이터 포인트 ${count}개.`,
    en: `${metricName(namespace, name, stat)}: ${plural(count, 'data point')}, one every ${period}.`,
  }),
  /** CloudWatch knows the metric; there was nothing to measure in the window. */
  noPoints: (namespace: string, name: string, stat: string): Text => ({
    ko: `${metricName(namespace, name, stat)}: 이 기간에 기록된 데이터 포인트가 없습니다. 0이 아니라 값이 없는 것입니다.`,
    en: `${metricName(namespace, name, stat)}: CloudWatch has no data points in this window. That is no value, not zero.`,
  }),
  unknown: (namespace: string, name: string, known: readonly string[]): Text => ({
    ko: `${namespace} ${name}: 이 차원의 지표가 최근 2주 동안 CloudWatch에 없습니다.${known.length === 0 ? ' 네임스페이스와 지표 이름을 확인하세요.' : ` 있는 차원: ${known.join('; ')}`}`,
    en: `${namespace} ${name}: CloudWatch has had no metric with these dimensions in the last two weeks.${known.length === 0 ? ' Check the namespace and the name.' : ` It has: ${known.join('; ')}`}`,
  }),
  /** ListMetrics was refused: whether the metric exists is not known. */
  undecided: (namespace: string, name: string, stat: string, code: string): Text => ({
    ko: `${metricName(namespace, name, stat)}: 이 기간에 데이터 포인트가 없습니다. cloudwatch:ListMetrics가 거부되어(${code}) 지표가 있는지는 확인하지 못했습니다.`,
    en: `${metricName(namespace, name, stat)}: no data points in this window. Whether the metric exists is unknown: cloudwatch:ListMetrics was refused (${code}).`,
  }),
  badPeriod: (given: number): Text => ({
    ko: `period ${given}초는 쓸 수 없습니다. 60의 배수를 적으세요.`,
    en: `a period of ${given} s is not possible. Write a multiple of 60.`,
  }),
  tooMany: (count: number, most: number, period: number): Text => ({
    ko: `이 간격이면 데이터 포인트가 ${count}개라 너무 많습니다(최대 ${most}개). period를 ${period} 이상으로 하거나 기간을 줄이세요.`,
    en: `that period gives ${count} data points, more than ${most}. Use a period of at least ${period} or a shorter window.`,
  }),
};

const scannedText = (bytes: number | null): Text => {
  if (bytes === null) return { ko: '스캔한 양은 알 수 없습니다.', en: 'How much was scanned is unknown.' };
  const shown =
    bytes < 1e6
      ? `${(bytes / 1e3).toFixed(1)} kB`
      : bytes < 1e9
        ? `${(bytes / 1e6).toFixed(1)} MB`
        : `${(bytes / 1e9).toFixed(2)} GB`;
  return { ko: `스캔 ${shown}.`, en: `${shown} scanned.` };
};

export const logs = {
  says: (group: string, rows: number, matched: number | null, scanned: number | null, bytes: number | null): Text => {
    const found: Text =
      rows > 0
        ? {
            ko: `${rows}행${matched === null ? '' : ` (조건에 맞는 기록 ${matched}건)`}.`,
            en: `${plural(rows, 'row')}${matched === null ? '' : ` (${plural(matched, 'record')} matched)`}.`,
          }
        : scanned === 0
          ? { ko: '이 기간에는 로그가 한 줄도 없습니다.', en: 'there is not one log line in this window.' }
          : { ko: '조건에 맞는 기록이 없습니다.', en: 'no record matches.' };
    const amount = scannedText(bytes);
    return { ko: `${group}: ${found.ko} ${amount.ko}`, en: `${group}: ${found.en} ${amount.en}` };
  },
  noSuchGroup: (group: string, region: string): Text => ({
    ko: `${region}에 로그 그룹 ${josa(group, '이/가')} 없습니다. call_aws logs describe-log-groups로 이름을 확인하세요.`,
    en: `there is no log group ${group} in ${region}. See the names with call_aws logs describe-log-groups.`,
  }),
  ended: (why: string): Text => ({
    ko: `쿼리가 결과 없이 끝났습니다 (${why}).`,
    en: `the query ended without an answer (${why}).`,
  }),
  windowTooLong: (days: number): Text => ({
    ko: `기간은 ${days}일을 넘을 수 없습니다. 스캔한 양만큼 과금되므로 좁혀 주세요.`,
    en: `the window may not be longer than ${days} days: AWS bills by what is scanned. Make it narrower.`,
  }),
};

/** `5m`, `1h`: a period in seconds as a person writes it. */
export const periodText = (seconds: number): string =>
  seconds % 86_400 === 0
    ? `${seconds / 86_400}d`
    : seconds % 3_600 === 0
      ? `${seconds / 3_600}h`
      : seconds % 60 === 0
        ? `${seconds / 60}m`
        : `${seconds}s`;
