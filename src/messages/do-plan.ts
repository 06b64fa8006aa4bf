import { josa } from './josa.ts';
import { plural } from './plural.ts';
import type { Text } from './text.ts';

/* What a change starts from, why it is not possible, and what must be known before saying yes. */

const orList = (names: readonly string[]): Text =>
  names.length === 0
    ? { ko: '이름, ID, 리전을 확인하십시오', en: 'check the name, the id and the region' }
    : { ko: `비슷한 이름: ${names.join(', ')}`, en: `names that are near: ${names.join(', ')}` };

export const unknown = (name: string, near: readonly string[]): Text => ({
  ko: `${josa(name, '이라/라')}는 리소스를 찾을 수 없습니다. ${orList(near).ko}`,
  en: `no resource is called ${name}; ${orList(near).en}`,
});
export const listUnread = (name: string): Text => ({
  ko: `${josa(name, '을/를')} 찾을 목록을 읽지 못했습니다. netops doctor로 권한을 확인하십시오`,
  en: `the list in which ${name} would be could not be read; netops doctor says what may be read`,
});
/** One of several that a name may mean, a line each. */
export const choiceLines = (choices: readonly { id: string; says: Text }[], numbered: boolean): Text => {
  const line = (lang: 'ko' | 'en') =>
    choices.map((c, i) => `\n  ${numbered ? `${i + 1}) ` : ''}${c.id}  ${c.says[lang]}`).join('');
  return { ko: line('ko'), en: line('en') };
};
export const ambiguous = (name: string, choices: readonly { id: string; says: Text }[]): Text => {
  const lines = choiceLines(choices, false);
  return {
    ko: `${name}에 해당하는 것이 ${choices.length}개입니다. ID로 하나를 지정하십시오:${lines.ko}`,
    en: `${name} means ${choices.length} of them; name one by its id:${lines.en}`,
  };
};
export const wrongState = (name: string, state: string, operation: string): Text => ({
  ko: `${name}의 상태가 ${state}이므로 ${josa(operation, '을/를')} 호출할 수 없습니다`,
  en: `${name} is ${state}: ${operation} is not possible`,
});
export const isInState = (name: string, state: string): Text => ({
  ko: `${name} 상태: ${state}`,
  en: `${name} is ${state}`,
});

export const letsNobodyIn = (group: string, ports: string): Text => ({
  ko: `${group}: ${josa(ports, '을/를')} 허용하는 인바운드 규칙 없음`,
  en: `${group} has no inbound rule for ${ports}`,
});
export const letsIn = (group: string, rules: readonly string[]): Text => ({
  ko: `${group} 해당 인바운드 규칙: ${rules.join('; ')}`,
  en: `${group}, inbound rules for it: ${rules.join('; ')}`,
});
export const openByWiderRule = (rule: string): Text => ({
  ko: `더 넓은 규칙이 이미 허용합니다: ${rule}`,
  en: `a wider rule lets it in already: ${rule}`,
});
export const ruleIsSplit = (rule: string, left: readonly string[]): Text => ({
  ko: `규칙 ${josa(rule, '은/는')} 이 포트보다 넓습니다. 나머지를 ${left.join(', ')} 규칙으로 먼저 추가한 뒤 원래 규칙을 회수합니다`,
  en: `rule ${rule} is wider than this port: what it allows besides is added as ${left.join(', ')} before it is revoked`,
});
export const openThroughOthers = (group: string, ports: string, peer: string, rules: readonly string[]): Text => ({
  ko: `${group}에서 ${josa(peer, '을/를')} ${ports}에 들이는 것은 더 넓은 규칙(${rules.join('; ')})입니다. 이 규칙을 회수하면 다른 통신도 막히므로 실행하지 않습니다. 그 규칙의 프로토콜, 포트, 원본을 그대로 지정해 닫으십시오`,
  en: `what lets ${peer} in to ${ports} of ${group} is wider: ${rules.join('; ')}; revoking that would shut out others too, so nothing is done; to close it, name that rule's own protocol, ports and source`,
});
export const staysOpen = (peer: string, rules: readonly string[]): Text => ({
  ko: `주의: 닫은 뒤에도 ${josa(peer, '은/는')} 다른 규칙으로 들어옵니다: ${rules.join('; ')}`,
  en: `note: ${peer} still gets in afterwards, by other rules: ${rules.join('; ')}`,
});
export const staysOpenForSome = (rules: readonly string[]): Text => ({
  ko: `주의: 더 좁은 원본의 규칙은 그대로 남습니다: ${rules.join('; ')}`,
  en: `note: rules of narrower sources stay: ${rules.join('; ')}`,
});

export const hasRoute = (table: string, destination: string, target: string): Text => ({
  ko: `${table}: ${destination} → ${target}`,
  en: `${table}: ${destination} → ${target}`,
});
export const hasNoRoute = (table: string, destination: string): Text => ({
  ko: `${table}: ${destination} 경로 없음`,
  en: `${table} has no route to ${destination}`,
});
export const leadsNowhere = (destination: string, target: string): Text => ({
  ko: `지금의 ${destination} 경로는 blackhole입니다 (${target})`,
  en: `the route to ${destination} is a blackhole now (${target})`,
});
export const localRoute = (table: string, destination: string): Text => ({
  ko: `${table}의 ${destination} 경로는 VPC의 local 경로이므로 삭제할 수 없습니다`,
  en: `the route to ${destination} in ${table} is the VPC's own (local) and cannot be deleted`,
});
export const propagatedRoute = (table: string, destination: string, gateway: string): Text => ({
  ko: `${table}의 ${destination} 경로는 ${josa(gateway, '이/가')} 전파한 경로이므로 직접 바꿀 수 없습니다. 전파를 끄거나 정적 경로를 추가하십시오`,
  en: `the route to ${destination} in ${table} is propagated by ${gateway} and cannot be changed itself; disable the propagation, or add a static route`,
});
export const unknownRouteTarget = (target: string): Text => ({
  ko: `${josa(target, '은/는')} 경로의 대상이 될 수 없습니다. 게이트웨이, 피어링, ENI, 엔드포인트, 인스턴스의 ID나 이름으로 지정하십시오`,
  en: `${target} cannot be a route's target; give the id or name of a gateway, peering, interface, endpoint or instance`,
});
export const routeExists = (table: string, destination: string, target: string): Text => ({
  ko: `${table}에 ${destination} → ${target} 경로가 이미 있습니다. 대상을 바꾸려면 replace-route를 사용하십시오`,
  en: `${table} has a route to ${destination} already, to ${target}; replace-route changes its target`,
});
export const noRouteToReplace = (table: string, destination: string): Text => ({
  ko: `${table}에 바꿀 ${destination} 경로가 없습니다. 새로 만들려면 add-route를 사용하십시오`,
  en: `${table} has no route to ${destination} to replace; add-route makes one`,
});

export const targetsUnread = (group: string): Text => ({
  ko: `${group}의 대상을 읽지 못했습니다. elasticloadbalancing:DescribeTargetHealth 권한을 확인하십시오`,
  en: `the targets of ${group} could not be read; check elasticloadbalancing:DescribeTargetHealth`,
});
export const isTargetNow = (target: string, group: string, state: string): Text => ({
  ko: `${target}: 대상 그룹 ${group}에 등록됨 (${state})`,
  en: `${target} is registered in ${group} (${state})`,
});
export const isNotTarget = (target: string, group: string): Text => ({
  ko: `${target}: 대상 그룹 ${group}에 등록되어 있지 않음`,
  en: `${target} is not registered in ${group}`,
});
export const lastTarget = (group: string): Text => ({
  ko: `주의: ${group}에 healthy 대상이 남지 않습니다`,
  en: `note: ${group} is left without a healthy target`,
});
export const targetsLeft = (group: string, count: number): Text => ({
  ko: `${group}에 healthy 대상 ${count}개가 남습니다`,
  en: `${group} keeps ${plural(count, 'healthy target')}`,
});

export const flowLogsUnread = (id: string): Text => ({
  ko: `${id}의 흐름 로그를 읽지 못했습니다. ec2:DescribeFlowLogs 권한을 확인하십시오`,
  en: `the flow logs of ${id} could not be read; check ec2:DescribeFlowLogs`,
});
export const hasNoFlowLogs = (name: string): Text => ({
  ko: `${name}: 흐름 로그 없음`,
  en: `${name} has no flow logs`,
});
export const hasFlowLogs = (name: string, ids: readonly string[]): Text => ({
  ko: `${name} 흐름 로그: ${ids.join(', ')}`,
  en: `${name} has flow logs: ${ids.join(', ')}`,
});
export const loggedTwice = (ids: readonly string[]): Text => ({
  ko: `이미 다른 곳으로 가는 흐름 로그(${ids.join(', ')})가 있어, 같은 트래픽의 기록 비용이 두 번 듭니다`,
  en: `flow logs to elsewhere are on already (${ids.join(', ')}): the same traffic is paid for twice`,
});

export const endpointNeedsSubnets = (service: string): Text => ({
  ko: `${service} 인터페이스 엔드포인트에는 서브넷이 필요합니다: create-endpoint VPC ${service} SUBNET…`,
  en: `an interface endpoint for ${service} needs subnets: create-endpoint VPC ${service} SUBNET…`,
});
export const hasNoEndpoint = (vpc: string, service: string): Text => ({
  ko: `${vpc}: ${service} 엔드포인트 없음`,
  en: `${vpc} has no endpoint for ${service}`,
});
export const hasEndpoint = (vpc: string, service: string, ids: readonly string[]): Text => ({
  ko: `${vpc}의 ${service} 엔드포인트: ${ids.join(', ')}`,
  en: `${vpc} has endpoints for ${service}: ${ids.join(', ')}`,
});
export const endpointDefaultGroup = (vpc: string): Text => ({
  ko: `보안 그룹을 지정하지 않으므로 ${vpc}의 default 그룹이 붙습니다. TCP 443이 허용되는지 확인하십시오`,
  en: `no security group is given, so it gets the default one of ${vpc}: see that it lets TCP 443 in`,
});

export const alarmsUnread = (id: string): Text => ({
  ko: `${id}의 경보를 읽지 못했습니다. cloudwatch:DescribeAlarms 권한을 확인하십시오`,
  en: `the alarms of ${id} could not be read; check cloudwatch:DescribeAlarms`,
});
export const hasNoAlarm = (name: string, metric: string): Text => ({
  ko: `${name}: ${metric} 경보 없음`,
  en: `${name} has no alarm on ${metric}`,
});
export const hasAlarm = (alarm: string, threshold: number | null, state: string): Text => ({
  ko: `경보 ${alarm}: 임계값 ${threshold ?? '?'}, 상태 ${state}`,
  en: `alarm ${alarm}: threshold ${threshold ?? '?'}, state ${state}`,
});
export const alarmTells: Text = {
  ko: '알림 대상이 없는 경보입니다. SNS 주제는 만든 뒤 CloudWatch에서 연결하십시오',
  en: 'the alarm notifies nobody yet: attach an SNS topic in CloudWatch afterwards',
};

export const noFinding = (code: string, near: readonly string[]): Text => ({
  ko: `${josa(code, '이/가')} 지금 진단된 결과에 없습니다${near.length === 0 ? '' : `. 비슷한 코드: ${near.join(', ')}`}`,
  en: `no finding is ${code} now${near.length === 0 ? '' : `; codes that are near: ${near.join(', ')}`}`,
});
export const noFindingOn = (code: string, resource: string, others: readonly string[]): Text => ({
  ko: `${resource}에는 ${josa(code, '이/가')} 없습니다. 있는 곳: ${others.join(', ')}`,
  en: `${resource} has no ${code}; these have it: ${others.join(', ')}`,
});
export const nothingHas = (code: string, resource: string | undefined): Text => ({
  ko: `${resource === undefined ? '지금' : `${resource}에 지금`} ${josa(code, '이/가')} 없습니다`,
  en: `${resource === undefined ? 'nothing' : resource} has ${resource === undefined ? '' : 'no '}${code} now`,
});
export const fixByHand = (
  code: string,
  resource: string,
  says: Text | undefined,
  command: string | undefined,
): Text => {
  const example = command === undefined ? '' : `\n${command}`;
  return {
    ko: `${code} (${resource}): 사람이 정해야 할 값이 있어 netops가 대신 적용할 수 없습니다.${says === undefined ? '' : ` ${says.ko}`}${example}`,
    en: `${code} on ${resource} needs values that only you can choose, so netops does not apply it.${says === undefined ? '' : ` ${says.en}`}${example}`,
  };
};
export const fixUnproven = (code: string, resource: string, command: string): Text => ({
  ko: `${code} (${resource}): 사본에 적용해 보았으나 문제가 사라지는 것을 확인하지 못해 적용하지 않습니다. 직접 판단해 실행하십시오:\n${command}`,
  en: `${code} on ${resource}: tried on a copy, its fix was not seen to mend it, so it is not applied; judge for yourself:\n${command}`,
});

export const cannotUndo = (id: string, operations: readonly string[]): Text => ({
  ko: `변경 ${josa(id, '은/는')} 호출로 되돌릴 수 없습니다: ${operations.join(', ')}`,
  en: `change ${id} cannot be undone by calls: ${operations.join(', ')}`,
});
export const undoElsewhere = (id: string, account: string, source: string): Text => ({
  ko: `변경 ${josa(id, '은/는')} 계정 ${account}(${source})의 기록입니다. 그 계정의 자격 증명과 --source로 실행하십시오`,
  en: `change ${id} was made in account ${account} (${source}); run with its credentials and --source`,
});
export const isRecorded = (id: string, at: string, who: string, asked: string): Text => ({
  ko: `변경 ${id} (${at}, ${who}): ${asked}`,
  en: `change ${id} (${at}, ${who}): ${asked}`,
});
export const wasInterrupted = (made: readonly string[]): Text => ({
  ko: `중단된 변경입니다. 응답을 받지 못한 호출은 AWS의 지금 상태로 판단했습니다: ${made.length === 0 ? '실행되지 않음' : `${made.join(', ')} 실행됨`}`,
  en: `it was interrupted; whether the unanswered call was made is judged by AWS's state: ${made.length === 0 ? 'it was not' : `${made.join(', ')} was`}`,
});
export const fateUnknown = (operations: readonly string[]): Text => ({
  ko: `주의: ${operations.join(', ')} 호출은 응답을 받기 전에 중단되어 실행되었는지 알 수 없습니다. AWS에서 확인하십시오`,
  en: `note: ${operations.join(', ')} was interrupted before its answer: whether it was made must be looked up in AWS`,
});
export const unknownOutcome = (id: string, operations: readonly string[]): Text => ({
  ko: `변경 ${josa(id, '은/는')} ${operations.join(', ')}의 응답을 받기 전에 중단되어, 무엇이 만들어졌는지 기록에 없습니다. AWS에서 확인해 직접 삭제하십시오`,
  en: `change ${id} was interrupted before ${operations.join(', ')} was answered: the record does not know what was made; look in AWS and delete it by hand`,
});
export const partUndone = (done: number, all: number): Text => ({
  ko: `되돌릴 호출 ${all}개 중 ${done}개는 이미 되돌려져 있어 나머지만 실행합니다`,
  en: `${done} of ${all} calls are undone already; only the rest is made`,
});
