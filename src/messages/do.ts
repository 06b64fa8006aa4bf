import type { Missing } from '../language/change.ts';
import { choiceLines } from './do-plan.ts';
import { josa } from './josa.ts';
import { ask as asked } from './planner.ts';
import { listed, plural } from './plural.ts';
import type { Text } from './text.ts';

export const command = {
  description: {
    ko: '변경 한 건: 미리 보기, 확인, 실행, 검증, 감사 기록 (인스턴스 중지, 포트 열기, 경로 추가 …)',
    en: 'one change: preview, approval, execution, verification, audit record (stop an instance, open a port, add a route …)',
  },
  words: { ko: '할 일: 문장이나 정해진 형식', en: 'what to do: a sentence or an exact form' },
  timeout: {
    ko: 'AWS가 새 상태를 보일 때까지 기다릴 초 (기본 300, --wait면 900)',
    en: 'seconds to wait until AWS shows the new state (300, with --wait 900)',
  },
  yes: { ko: '묻지 않고 실행', en: 'do not ask' },
  destructive: {
    ko: '--yes와 함께: 통신이 끊길 수 있는 호출도 실행',
    en: 'with --yes: also calls that can cut somebody off',
  },
  wait: {
    ko: '관련 대상이 healthy가 되고 경보가 해제될 때까지 대기',
    en: 'wait until its targets are healthy and its alarms are clear, too',
  },
  dryRun: {
    ko: '실행하지 않고 미리 보기만. DryRun이 있는 호출은 AWS에 권한을 확인',
    en: 'preview only; where AWS has DryRun, ask it whether the call is allowed',
  },
  examples: {
    ko: `예:
  netops do "DMZVPC-Private-B-10.11.24.102 EC2 인스턴스를 Stop 시켜줘"
  netops do stop-instance i-06ab0389cfa6b82d5 --dry-run
  netops do open-port sg-0123456789abcdef0 tcp/443 10.0.0.0/8 --yes
  netops do undo LAST`,
    en: `Examples:
  netops do "stop DMZVPC-Private-B-10.11.24.102"
  netops do stop-instance i-06ab0389cfa6b82d5 --dry-run
  netops do open-port sg-0123456789abcdef0 tcp/443 10.0.0.0/8 --yes
  netops do undo LAST`,
  },
} satisfies Record<string, Text>;

export const badTimeout = (given: string): Text => ({
  ko: `--timeout ${josa(given, '은/는')} 초 단위의 양수여야 합니다`,
  en: `--timeout ${given} is not a positive number of seconds`,
});
/** What is about to be done, in a sentence. */
export const about = (sentence: string, account: string, region: string): Text => ({
  ko: `계정 ${account} ${region}에서 변경: ${sentence}`,
  en: `change in account ${account} ${region}: ${sentence}`,
});
const formLines = (forms: readonly string[]): string => forms.map((form) => `\n  ${form}`).join('');

/** A sentence whose change is understood and lacks something. */
export const lacks = (missing: Missing, forms: readonly string[]): Text => ({
  ko: `${asked[missing].ko} 이름, ID, 주소로 적으세요. 형식:${formLines(forms)}`,
  en: `${asked[missing].en} Say it by name, id or address; the form:${formLines(forms)}`,
});

/** A sentence with names in it that its change does not take. */
export const idleNames = (names: readonly string[], forms: readonly string[]): Text => ({
  ko: `이 변경에서 ${josa(names.join(', '), '이/가')} 무엇인지 알 수 없어 실행하지 않습니다. 빼고 다시 쓰거나 형식으로 적으세요:${formLines(forms)}`,
  en: `what ${names.join(', ')} ${names.length === 1 ? 'has' : 'have'} to do with this change is not clear, so nothing was done. Leave it out, or use a form:${formLines(forms)}`,
});

export const notUnderstood = (forms: readonly string[]): Text => {
  const lines = formLines(forms);
  return {
    ko: `무엇을 변경할지 알 수 없습니다. 쓸 수 있는 형식:${lines}`,
    en: `that is no change netops can read; the forms are:${lines}`,
  };
};
export const onlyLive: Text = {
  ko: '저장된 스냅샷은 변경할 수 없습니다. --source aws 또는 lab을 사용하십시오',
  en: 'a saved snapshot cannot be changed; use --source aws or lab',
};
export const noRecord = (name: string, others: readonly { id: string; at: string; asked: string }[]): Text => {
  const lines = others.map((o) => `\n  ${o.id}  ${o.at}  ${o.asked}`).join('');
  return {
    ko: `되돌릴 변경 기록이 없습니다: ${name}${lines === '' ? '' : `. 되돌릴 수 있는 기록:${lines}`}`,
    en: `no record of a change to undo: ${name}${lines === '' ? '' : `; these can be undone:${lines}`}`,
  };
};
export const needsYes: Text = {
  ko: '터미널이 아니므로 물을 수 없습니다. 미리 보기를 확인한 뒤 --yes를 붙이십시오',
  en: 'there is no terminal to ask on; look at the preview, then add --yes',
};
export const needsDestructive = (operations: readonly string[], unread: readonly string[]): Text =>
  unread.length === 0
    ? {
        ko: `통신이 끊길 수 있는 호출(${operations.join(', ')})입니다. --yes와 함께 --allow-destructive가 필요합니다`,
        en: `${operations.join(', ')} can cut somebody off: --yes needs --allow-destructive with it`,
      }
    : {
        ko: `${josa(unread.join(', '), '을/를')} 읽지 못해 영향을 다 알 수 없습니다. netops doctor로 권한을 확인하거나, 그래도 실행하려면 --yes와 함께 --allow-destructive를 쓰십시오`,
        en: `${unread.join(', ')} could not be read, so not all of the effect is known; see netops doctor, or add --allow-destructive to --yes to do it all the same`,
      };
export const declined: Text = { ko: '실행하지 않았습니다', en: 'declined; nothing was done' };
export const changedMeanwhile: Text = {
  ko: '미리 보기 이후 AWS의 상태가 바뀌었습니다. 새 미리 보기를 확인하십시오',
  en: 'AWS has changed since the preview; look at the new one',
};
export const changedMeanwhileStops: Text = {
  ko: '미리 보기 이후 AWS의 상태가 바뀌어 실행하지 않았습니다. 다시 실행하십시오',
  en: 'AWS has changed since the preview, so nothing was done; run it again',
};
export const choose = (name: string, choices: readonly { id: string; says: Text }[]): Text => {
  const lines = choiceLines(choices, true);
  return {
    ko: `${name}에 해당하는 것이 ${choices.length}개입니다.${lines.ko}\n번호를 고르십시오 (Enter: 취소): `,
    en: `${name} means ${choices.length} of them.${lines.en}\nWhich one (Enter: none)? `,
  };
};
export const ask: Text = { ko: '실행할까요? [y/N] ', en: 'Do it? [y/N] ' };
export const failedAt = (
  id: string,
  operation: string,
  code: string,
  message: string,
  done: readonly string[],
  left: readonly string[],
): Text => ({
  ko: `${josa(operation, '이/가')} 실패했습니다 (${code}: ${message}). 실행됨: ${done.join(', ') || '없음'}. 실행되지 않음: ${left.join(', ')}${done.length === 0 ? '' : `. 실행된 것을 되돌리려면: netops do undo ${id}`}`,
  en: `${operation} failed (${code}: ${message}); done: ${done.join(', ') || 'nothing'}; not done: ${left.join(', ')}${done.length === 0 ? '' : `; to undo what was done: netops do undo ${id}`}`,
});
export const denied = (operation: string, code: string, action: string): Text => ({
  ko: `IAM이 ${josa(operation, '을/를')} 거부했습니다 (${code}). ${action} 권한이 필요합니다`,
  en: `IAM refused ${operation} (${code}); ${action} must be allowed`,
});
export const unverified = (id: string, seconds: number, missing: readonly Text[]): Text => ({
  ko: `호출은 성공했으나 ${seconds}초 안에 새 상태가 보이지 않았습니다: ${missing.map((m) => m.ko).join('; ')} (감사 기록 ${id})`,
  en: `the calls succeeded, but AWS did not show the new state within ${seconds} s: ${missing.map((m) => m.en).join('; ')} (audit record ${id})`,
});
export const notSeen = (operation: string): Text => ({
  ko: `${operation}의 결과`,
  en: `what ${operation} does`,
});
export const targetIs = (target: string, group: string, state: string, reason: string | null): Text => ({
  ko: `${group}의 ${target}: ${state}${reason === null ? '' : ` (${reason})`}`,
  en: `${target} of ${group} is ${state}${reason === null ? '' : ` (${reason})`}`,
});
export const alarmIs = (alarm: string, state: string): Text => ({
  ko: `경보 ${alarm}: ${state}`,
  en: `alarm ${alarm} is ${state}`,
});
export const waitingFor = (what: Text): Text => ({ ko: `대기 중: ${what.ko}`, en: `waiting: ${what.en}` });

export const result: Record<'already' | 'preview' | 'done' | 'accepted', Text> = {
  already: { ko: '이미 그 상태입니다. 변경할 것이 없습니다', en: 'that is so already; nothing to do' },
  preview: { ko: '미리 보기만 했습니다. 변경하지 않았습니다', en: 'preview only; nothing was changed' },
  accepted: {
    ko: 'AWS가 호출을 받아들였습니다. 결과 상태는 확인하지 않았습니다',
    en: 'AWS accepted the calls; the state after them was not checked',
  },
  done: { ko: '완료하고 AWS에서 확인했습니다', en: 'done, and seen in AWS' },
};
export const toUndo = (record: string): Text => ({
  ko: `되돌리기: netops do undo ${record}`,
  en: `to undo it: netops do undo ${record}`,
});
export const label = {
  where: { ko: '위치', en: 'Where' },
  calls: { ko: '호출', en: 'Calls' },
  before: { ko: '현재', en: 'Now' },
  effect: { ko: '영향', en: 'Effect' },
  undo: { ko: '되돌리기', en: 'Undo' },
  record: { ko: '감사 기록', en: 'Audit record' },
  permissions: { ko: '필요한 IAM 권한', en: 'IAM actions' },
} satisfies Record<string, Text>;
export const isTarget = (target: string, group: string, state: string): Text => ({
  ko: `대상 그룹 ${group}의 대상: ${target} (현재 ${state})`,
  en: `${target} is a target of ${group} (now ${state})`,
});
export const watches = (alarm: string, state: string): Text => ({
  ko: `경보 ${josa(alarm, '이/가')} 감시 중 (현재 ${state})`,
  en: `alarm ${alarm} watches it (now ${state})`,
});
export const usedBy = (instances: readonly string[]): Text => ({
  ko: `이 보안 그룹을 쓰는 인스턴스 ${instances.length}개: ${listed(instances).ko}`,
  en: `${plural(instances.length, 'instance')} with this security group: ${listed(instances).en}`,
});
export const alsoUsedBy = (interfaces: readonly string[]): Text => ({
  ko: `그 밖에 이 보안 그룹을 쓰는 것: ${listed(interfaces).ko}`,
  en: `this security group is also on ${listed(interfaces).en}`,
});
export const routesOf = (subnets: readonly string[]): Text => ({
  ko: `이 라우팅 테이블을 쓰는 서브넷 ${subnets.length}개: ${listed(subnets).ko}`,
  en: `${plural(subnets.length, 'subnet')} with this route table: ${listed(subnets).en}`,
});
/** A part of the network; of one that a change touches, those subnets that it does. */
export const part = (name: Text, touched: boolean): Text =>
  touched ? { ko: `${name.ko}[변경되는 서브넷]`, en: `${name.en} [changed subnets]` } : name;
export const reachBecomes = (from: Text, to: Text, before: string, after: string): Text => ({
  ko: `${from.ko} → ${to.ko}: ${before || '닿지 않음'} → ${after || '닿지 않음'}`,
  en: `${from.en} to ${to.en}: ${before || 'nothing'} → ${after || 'nothing'}`,
});
export const exposureBecomes = (name: string, before: string, after: string): Text => ({
  ko: `인터넷에서 ${name}: ${before || '닿지 않음'} → ${after || '닿지 않음'}`,
  en: `from the internet to ${name}: ${before || 'nothing'} → ${after || 'nothing'}`,
});
export const isHop = (table: string, destination: string): Text => ({
  ko: `${table}의 ${destination} 경로가 이 리소스를 향함`,
  en: `the route to ${destination} in ${table} leads here`,
});
export const loses = (address: string): Text => ({
  ko: `퍼블릭 주소 ${josa(address, '을/를')} 잃음 (다시 받을 수 없음)`,
  en: `the public address ${address} is lost for good`,
});
export const refusedOnCopy = (operation: string, code: string, message: string): Text => ({
  ko: `사본에서 ${josa(operation, '은/는')} 실패: ${code} ${message}`,
  en: `on a copy ${operation} fails: ${code} ${message}`,
});
export const costs = (usd: number | null, formula: string): Text => {
  const why = formula === '' ? '' : ` (${formula})`;
  if (usd === null) return { ko: `월 비용 변화: 알 수 없음${why}`, en: `cost a month: unknown${why}` };
  if (usd === 0) return { ko: '네트워크 요금은 바뀌지 않음', en: 'no change in network charges' };
  return usd > 0
    ? { ko: `월 비용 +$${usd.toFixed(2)}${why}`, en: `$${usd.toFixed(2)} a month more${why}` }
    : { ko: `월 비용 -$${(-usd).toFixed(2)}${why}`, en: `$${(-usd).toFixed(2)} a month less${why}` };
};
export const noUndo = (operations: readonly string[]): Text => ({
  ko: `호출로 되돌릴 수 없음: ${operations.join(', ')}`,
  en: `no call undoes ${operations.join(', ')}`,
});
export const undoLater: Text = {
  ko: '만들어질 ID가 정해지면 감사 기록에 남음: netops do undo LAST',
  en: 'in the audit record once the new ids are known: netops do undo LAST',
};
/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonParameters.html */
export const dryRunSays = (operation: string, code: string): Text => {
  if (code === 'DryRunOperation')
    return { ko: `AWS DryRun: ${operation} 허용됨`, en: `AWS DryRun: ${operation} is allowed` };
  return code === 'UnauthorizedOperation'
    ? { ko: `AWS DryRun: ${operation} 권한 없음`, en: `AWS DryRun: ${operation} is not allowed to you` }
    : { ko: `AWS DryRun: ${operation} → ${code}`, en: `AWS DryRun: ${operation} → ${code}` };
};

export const oneAccount: Text = {
  ko: '변경은 한 계정에만 합니다. --role-arn을 하나만 쓰세요.',
  en: 'a change is made in one account. Give one --role-arn.',
};
export const toldWithout = (operations: readonly string[]): Text => ({
  ko: `주의: ${josa(operations.join(', '), '을/를')} 읽지 못해 영향은 그것 없이 계산한 것입니다. 실제 영향은 더 클 수 있습니다`,
  en: `note: ${operations.join(', ')} could not be read: the effect is told without it, and may be worse than it looks`,
});
