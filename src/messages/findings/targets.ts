import { josa } from '../josa.ts';
import { listed, plural } from '../plural.ts';
import type { Text } from '../text.ts';

/*
 * Why targets of load balancers do not serve: one block a cause, with its title, its evidence and its fix.
 */

/** Targets as a title names them: the one, or how many of which group; with the English verb that goes with them. */
export interface Subject extends Text {
  be: 'is' | 'are';
}

export function subject(names: readonly string[], group: string): Subject {
  if (names.length === 1) return { ko: `대상 ${names[0]}`, en: `target ${names[0]}`, be: 'is' };
  return { ko: `${group}의 대상 ${names.length}개`, en: `${names.length} targets of ${group}`, be: 'are' };
}

/** Facts that many causes rest on. */
export const fact = {
  /** A target that the finding is about alone needs no name again. */
  state: (
    target: string | undefined,
    state: string,
    reason: string | undefined,
    description: string | undefined,
  ): Text => {
    const quote = description === undefined ? '' : `, "${description}"`;
    if (target === undefined) return { ko: `대상 상태 ${state}${quote}`, en: `target state ${state}${quote}` };
    const why = reason === undefined ? '' : ` (${reason}${quote})`;
    return { ko: `${target}: ${state}${why}`, en: `${target}: ${state}${why}` };
  },
  moreTargets: (count: number): Text => ({
    ko: `그 밖의 대상 ${count}개도 같은 상태`,
    en: `${plural(count, 'more target')} in the same state`,
  }),
  check: (what: string, interval: number, timeout: number, matcher: string | undefined): Text => ({
    ko: `상태 검사 ${what}, ${interval}초 간격, 제한 시간 ${timeout}초${matcher === undefined ? '' : `, 정상 코드 ${matcher}`}`,
    en: `health check ${what}, every ${interval} s, timeout ${timeout} s${matcher === undefined ? '' : `, success codes ${matcher}`}`,
  }),
  open: (nodes: number, port: number): Text => ({
    ko: `로드 밸런서 노드 ${nodes}개에서 포트 ${port}까지 보안 그룹·NACL·라우팅이 양방향으로 모두 열려 있음`,
    en: `security groups, NACLs and routes let all ${plural(nodes, 'balancer node')} through to port ${port} and back`,
  }),
  siblings: (healthy: number): Text => ({
    ko: `같은 그룹의 다른 대상 ${healthy}개는 같은 검사를 통과함`,
    en: `${plural(healthy, 'other target')} of the group ${healthy === 1 ? 'passes' : 'pass'} the same check`,
  }),
  allFail: (total: number): Text => ({
    ko: `그룹의 대상 ${total}개가 모두 같은 이유로 실패함`,
    en: total === 1 ? 'the only target fails' : `all ${total} targets of the group fail alike`,
  }),
  changed: (name: string, at: string, who: string): Text => ({
    ko: `${at}에 ${josa(who, '이/가')} ${josa(name, '을/를')} 호출함`,
    en: `${who} called ${name} at ${at}`,
  }),
  metric: (name: string, value: string): Text => ({
    ko: `최근 1시간 ${name}: ${value}`,
    en: `${name} over the last hour: ${value}`,
  }),
};

/** What is left of a target group, for the impact of any of its causes. */
export function capacity(
  group: string,
  healthy: number,
  total: number,
  zones: readonly { name: string; healthy: number }[],
  failsOpen: boolean,
): Text {
  const percent = total === 0 ? 0 : Math.round((healthy / total) * 100);
  const left = zones.map((z) => `${z.name} ${z.healthy}`).join(', ');
  const byZone: Text =
    zones.length === 0 ? { ko: '', en: '' } : { ko: ` 영역별 정상 대상: ${left}.`, en: ` Healthy by zone: ${left}.` };
  const open: Text =
    healthy > 0
      ? { ko: '', en: '' }
      : failsOpen
        ? {
            ko: ' 정상 대상이 없어 로드 밸런서가 비정상 대상 전체에 요청을 보냅니다(fail-open).',
            en: ' With none healthy the balancer fails open: it sends to all of them.',
          }
        : {
            ko: ' 보낼 대상이 없어 요청이 503으로 끝납니다.',
            en: ' With nothing to send to, requests end in 503.',
          };
  return {
    ko: `대상 그룹 ${group}의 가용성이 ${percent}%입니다 (정상 ${healthy}/${total}).${byZone.ko}${open.ko}`,
    en: `Target group ${group} is at ${percent} % availability (${healthy} of ${total} healthy).${byZone.en}${open.en}`,
  };
}

const notRunning: Record<string, Text> = {
  stopped: { ko: '중지되어', en: 'is stopped' },
  stopping: { ko: '중지되는 중이어서', en: 'is stopping' },
  terminated: { ko: '종료(terminate)되어', en: 'is terminated' },
  pending: { ko: '아직 시작되는 중이어서', en: 'is still starting' },
};

export const instanceState = {
  title: (kind: keyof typeof notRunning & string, name: string, balancers: readonly string[]): Text => {
    const names = listed(balancers);
    return {
      ko: `${names.ko}의 대상 ${josa(name, '이/가')} ${notRunning[kind]!.ko} 트래픽을 받지 못합니다`,
      en: `${name}, a target of ${names.en}, ${notRunning[kind]!.en} and takes no traffic`,
    };
  },
  instance: (state: string): Text => ({ ko: `인스턴스 상태 ${state}`, en: `instance state ${state}` }),
  gone: { ko: '인스턴스 목록에 없음', en: 'not among the instances any more' } satisfies Text,
  start: (name: string): Text => ({
    ko: `${josa(name, '을/를')} 다시 시작합니다. 다시 쓸 계획이 없으면 대상 그룹에서 등록을 취소합니다.`,
    en: `Start ${name}. If it is not to come back, deregister it from the target group.`,
  }),
  waitThenStart: (name: string): Text => ({
    ko: `중지가 끝나기를 기다려 ${josa(name, '을/를')} 시작합니다.`,
    en: `Wait until it has stopped, then start ${name}.`,
  }),
  deregister: (name: string): Text => ({
    ko: `종료된 인스턴스는 돌아오지 않습니다. ${josa(name, '을/를')} 등록 취소하고 새 인스턴스를 등록합니다.`,
    en: `A terminated instance does not come back: deregister ${name} and register a new one.`,
  }),
};

export const zone = {
  title: (targets: Subject, zones: readonly string[]): Text => ({
    ko: `${josa(targets.ko, '이/가')} 로드 밸런서가 쓰지 않는 가용 영역(${zones.join(', ')})에 있습니다`,
    en: `${targets.en} ${targets.be} in a zone that the balancer has not enabled (${zones.join(', ')})`,
  }),
  enabled: (zones: readonly string[]): Text => ({
    ko: `로드 밸런서가 쓰는 영역: ${zones.join(', ')}`,
    en: `zones of the balancer: ${zones.join(', ')}`,
  }),
  fix: (subnet: string): Text => ({
    ko: `로드 밸런서에 그 영역의 서브넷 ${josa(subnet, '을/를')} 추가합니다.`,
    en: `Add subnet ${subnet} of that zone to the balancer.`,
  }),
  byHand: {
    ko: '로드 밸런서에 그 영역의 서브넷을 추가합니다. 이 VPC에는 그 영역의 서브넷이 없어 먼저 만들어야 합니다.',
    en: 'Add a subnet of that zone to the balancer. The VPC has none there: create one first.',
  } satisfies Text,
};

export const notForwarded = {
  groupTitle: (group: string, targets: number): Text => ({
    ko: `어느 리스너도 대상 그룹 ${josa(group, '으로/로')} 보내지 않아 대상 ${targets}개가 쓰이지 않습니다`,
    en: `no listener forwards to target group ${group}: its ${plural(targets, 'target')} ${targets === 1 ? 'is' : 'are'} unused`,
  }),
  balancerTitle: (balancer: string): Text => ({
    ko: `로드 밸런서 ${balancer}에 리스너가 없어 어떤 연결도 받지 못합니다`,
    en: `load balancer ${balancer} has no listener: it accepts no connection`,
  }),
  noRule: { ko: '이 그룹으로 보내는 리스너·규칙 없음', en: 'no listener or rule forwards to it' } satisfies Text,
  listeners: (text: string): Text => ({
    ko: text === '' ? '리스너 0개' : `리스너: ${text}`,
    en: text === '' ? 'no listeners' : `listeners: ${text}`,
  }),
  create: (protocol: string, port: number, group: string): Text => ({
    ko: `${protocol} ${port} 리스너를 만들어 ${josa(group, '으로/로')} 보냅니다.`,
    en: `Create a listener for ${protocol} ${port} that forwards to ${group}.`,
  }),
  forward: (listener: string, group: string): Text => ({
    ko: `리스너 ${listener}의 기본 동작을 ${josa(group, '으로/로')} 보내기로 되돌립니다.`,
    en: `Make listener ${listener} forward to ${group} again.`,
  }),
  byHand: (group: string): Text => ({
    ko: `로드 밸런서의 리스너나 규칙이 ${josa(group, '으로/로')} 보내도록 합니다. 쓰지 않는 그룹이면 지웁니다.`,
    en: `Have a listener or rule forward to ${group}; delete the group if nobody uses it.`,
  }),
};

export const passing = {
  deregistering: (targets: Subject): Text => ({
    ko: `${josa(targets.ko, '이/가')} 등록 취소되어 남은 연결을 비우는 중입니다`,
    en: `${targets.en} ${targets.be} being deregistered: connections are draining`,
  }),
  delay: (seconds: string): Text => ({ ko: `등록 취소 지연 ${seconds}초`, en: `deregistration delay ${seconds} s` }),
  registerAgain: {
    ko: '실수로 등록 취소했다면 다시 등록합니다.',
    en: 'If that was a mistake, register it again.',
  } satisfies Text,
  initial: (targets: Subject): Text => ({
    ko: `${josa(targets.ko, '은/는')} 등록 직후 첫 상태 검사를 기다리고 있습니다`,
    en: `${targets.en} ${targets.be} newly registered: first health checks are under way`,
  }),
  wait: (seconds: number): Text => ({
    ko: `${seconds}초쯤 뒤 다시 확인합니다.`,
    en: `Look again in about ${seconds} s.`,
  }),
};

export const ipUnusable = {
  title: (targets: Subject): Text => ({
    ko: `${josa(targets.ko, '은/는')} 대상으로 쓸 수 없는 주소입니다 (로드 밸런서 자신의 주소)`,
    en: `${targets.en} cannot be used: the address belongs to a load balancer`,
  }),
  fix: {
    ko: '그 주소의 등록을 취소하고 실제 서버의 주소를 등록합니다.',
    en: 'Deregister the address and register the server’s own.',
  } satisfies Text,
};

export const internalError = {
  title: (targets: Subject): Text => ({
    ko: `ELB 내부 오류로 ${josa(targets.ko, '을/를')} 검사하지 못합니다`,
    en: `ELB cannot check ${targets.en}: internal error`,
  }),
  fix: {
    ko: 'AWS 쪽 문제입니다. AWS Health 대시보드를 확인하고 계속되면 지원 사례를 엽니다.',
    en: 'This is on AWS’s side: see the AWS Health dashboard, and open a support case if it stays.',
  } satisfies Text,
};

export const securityGroup = {
  targetTitle: (group: string, balancer: string, port: number): Text => ({
    ko: `대상의 보안 그룹 ${josa(group, '이/가')} ${balancer}의 상태 검사(tcp ${port})를 허용하지 않습니다`,
    en: `the targets' security group ${group} does not admit ${balancer} on tcp ${port}, its health check port`,
  }),
  balancerTitle: (group: string, balancer: string, port: number): Text => ({
    ko: `${balancer}의 보안 그룹 ${josa(group, '이/가')} 대상의 tcp ${josa(String(port), '으로/로')} 나가는 것을 막습니다`,
    en: `the security group ${group} of ${balancer} lets nothing out to its targets' tcp ${port}`,
  }),
  admit: (group: string, port: number, peers: string): Text => ({
    ko: `${group}에 tcp ${port} 인바운드를 ${peers}에서만 허용합니다.`,
    en: `Let tcp ${port} into ${group} from ${peers} only.`,
  }),
  letOut: (group: string, port: number, peers: string): Text => ({
    ko: `${group}에 ${peers}의 tcp ${josa(String(port), '으로/로')} 나가는 아웃바운드를 허용합니다.`,
    en: `Let ${group} out to tcp ${port} of ${peers}.`,
  }),
};

export type AclSide = 'balancer-outbound' | 'target-inbound' | 'target-outbound' | 'balancer-inbound' | 'between';

const aclSides: Record<AclSide, Text> = {
  'balancer-outbound': {
    ko: '로드 밸런서 서브넷에서 나가는 상태 검사 요청',
    en: 'health checks leaving the balancer’s subnets',
  },
  'target-inbound': {
    ko: '대상 서브넷으로 들어오는 상태 검사 요청',
    en: 'health checks entering the targets’ subnets',
  },
  'target-outbound': {
    ko: '대상 서브넷에서 나가는 응답(임시 포트)',
    en: 'answers leaving the targets’ subnets (ephemeral ports)',
  },
  'balancer-inbound': {
    ko: '로드 밸런서 서브넷으로 돌아오는 응답(임시 포트)',
    en: 'answers coming back into the balancer’s subnets (ephemeral ports)',
  },
  between: { ko: '중간 서브넷을 지나는 상태 검사', en: 'health checks passing a subnet in between' },
};

export const networkAcl = {
  title: (acl: string, side: AclSide, ports: string): Text => ({
    ko: `NACL ${josa(acl, '이/가')} ${josa(aclSides[side].ko, '을/를')} 막습니다 (tcp ${ports})`,
    en: `NACL ${acl} denies ${aclSides[side].en} (tcp ${ports})`,
  }),
  fix: (acl: string, rule: number): Text => ({
    ko: `NACL ${acl}에서 막는 규칙보다 앞선 번호 ${rule}부터 필요한 흐름만 허용합니다.`,
    en: `Allow just this flow in NACL ${acl}, from rule ${rule} on, ahead of the rule that denies it.`,
  }),
  remove: (acl: string, rule: number): Text => ({
    ko: `NACL ${acl}의 거부 규칙 ${josa(String(rule), '을/를')} 지웁니다. 앞선 빈 번호가 없습니다.`,
    en: `Delete the denying rule ${rule} of NACL ${acl}: no number ahead of it is free.`,
  }),
};

export const noWay = {
  title: (targets: Subject, reason: Text): Text => ({
    ko: `로드 밸런서와 ${targets.ko} 사이의 경로가 끊겼습니다: ${reason.ko}`,
    en: `the way between the balancer and ${targets.en} is broken: ${reason.en}`,
  }),
};

export const statusCheck = {
  title: (name: string): Text => ({
    ko: `인스턴스 ${name}의 상태 확인(status check)이 실패했습니다. 운영체제가 응답하지 않습니다`,
    en: `status checks of instance ${name} fail: its operating system does not respond`,
  }),
  check: (instance: string, system: string): Text => ({
    ko: `인스턴스 상태 확인 ${instance}, 시스템 상태 확인 ${system}`,
    en: `instance status check ${instance}, system status check ${system}`,
  }),
  reboot: (name: string): Text => ({
    ko: `${josa(name, '을/를')} 재부팅합니다. 그래도 실패하면 중지했다가 시작해 다른 호스트로 옮깁니다.`,
    en: `Reboot ${name}. If checks still fail, stop and start it to move it to another host.`,
  }),
};

export const lambda = {
  permissionTitle: (name: string): Text => ({
    ko: `로드 밸런서에 Lambda 함수 ${josa(name, '을/를')} 호출할 권한이 없습니다`,
    en: `the load balancer has no permission to invoke the Lambda function ${name}`,
  }),
  permissionFix: {
    ko: '대상 그룹이 함수를 호출하도록 리소스 기반 정책을 추가합니다.',
    en: 'Add a resource-based policy that lets the target group invoke the function.',
  } satisfies Text,
  errorTitle: (name: string): Text => ({
    ko: `Lambda 함수 ${josa(name, '이/가')} 오류로 응답합니다`,
    en: `the Lambda function ${name} answers with errors`,
  }),
  errorFix: {
    ko: '함수의 로그에서 예외와 응답 형식(statusCode, body)을 확인합니다.',
    en: 'See the function’s log for exceptions and the form of its answer (statusCode, body).',
  } satisfies Text,
};

export const check = {
  protocolTitle: (group: string, used: string, needed: string): Text => ({
    ko: `대상 그룹 ${group}의 상태 검사가 ${used}인데 대상은 ${josa(needed, '으로/로')} 응답합니다`,
    en: `target group ${group} is checked with ${used} while its targets speak ${needed}`,
  }),
  protocols: (check: string, traffic: string): Text => ({
    ko: `상태 검사 프로토콜 ${check}, 트래픽 프로토콜 ${traffic}`,
    en: `health check protocol ${check}, traffic protocol ${traffic}`,
  }),
  protocolFix: (needed: string): Text => ({
    ko: `상태 검사 프로토콜을 ${josa(needed, '으로/로')} 맞춥니다.`,
    en: `Check with ${needed}.`,
  }),
  groupProtocolFix: (needed: string): Text => ({
    ko: `대상 그룹의 프로토콜은 바꿀 수 없습니다. ${needed} 대상 그룹을 새로 만들어 리스너를 옮깁니다.`,
    en: `A target group's protocol cannot be changed: create one with ${needed} and point the listener to it.`,
  }),
  portTitle: (group: string, port: number, traffic: string): Text => ({
    ko: `대상 그룹 ${group}의 상태 검사 포트 ${josa(String(port), '이/가')} 서비스 포트(${traffic})와 다르고, 그 포트에서는 아무도 응답하지 않습니다`,
    en: `target group ${group} is checked on port ${port}, where nothing listens; the service is on ${traffic}`,
  }),
  ports: (check: number, traffic: string): Text => ({
    ko: `상태 검사 포트 ${check}, 트래픽 포트 ${traffic}`,
    en: `health check port ${check}, traffic port ${traffic}`,
  }),
  portFix: {
    ko: '상태 검사를 트래픽 포트에서 하도록 되돌립니다.',
    en: 'Check on the traffic port.',
  } satisfies Text,
  targetPortTitle: (targets: Subject, port: number, good: number): Text => ({
    ko: `${josa(targets.ko, '이/가')} 포트 ${josa(String(port), '으로/로')} 등록되어 있습니다. 정상인 다른 대상은 ${good}입니다`,
    en: `${targets.en} ${targets.be} registered with port ${port}; the targets that work have ${good}`,
  }),
  targetPortFix: (good: number): Text => ({
    ko: `포트 ${josa(String(good), '으로/로')} 등록하고 잘못된 등록은 취소합니다.`,
    en: `Register with port ${good} and deregister the wrong one.`,
  }),
  pathTitle: (group: string, path: string, code: number): Text => ({
    ko: `대상 그룹 ${group}의 상태 검사 경로 ${josa(path, '이/가')} 대상에 없습니다 (${code})`,
    en: `the health check path ${path} of target group ${group} does not exist on its targets (${code})`,
  }),
  pathFix: {
    ko: '대상이 실제로 응답하는 경로로 바꿉니다. HEALTH_CHECK_PATH를 채우세요.',
    en: 'Check a path that the targets do answer: fill in HEALTH_CHECK_PATH.',
  } satisfies Text,
  refusedTitle: (group: string, path: string, code: number): Text => ({
    ko: `대상 그룹 ${group}의 상태 검사 경로 ${josa(path, '이/가')} 인증이나 접근 제한에 걸립니다 (${code})`,
    en: `the health check path ${path} of target group ${group} is refused by its targets (${code})`,
  }),
  refusedFix: {
    ko: '인증 없이 응답하는 상태 검사 전용 경로로 바꿉니다. HEALTH_CHECK_PATH를 채우세요.',
    en: 'Check a path that answers without authentication: fill in HEALTH_CHECK_PATH.',
  } satisfies Text,
  matcherTitle: (group: string, code: number, matcher: string): Text => ({
    ko: `대상은 ${josa(String(code), '으로/로')} 응답하는데 대상 그룹 ${group}의 정상 코드는 ${matcher}입니다`,
    en: `targets answer ${code}, and target group ${group} takes only ${matcher} for healthy`,
  }),
  matcherFix: (matcher: string): Text => ({
    ko: `정상 코드를 ${josa(matcher, '으로/로')} 바꿉니다.`,
    en: `Take ${matcher} for healthy.`,
  }),
  redirectFix: {
    ko: '리디렉션되지 않는 경로를 검사하는 것이 더 낫습니다. 서둘러야 하면 정상 코드에 추가합니다.',
    en: 'Better check a path that is not redirected. For the moment, take the redirect for healthy.',
  } satisfies Text,
};

export const answers = {
  errorTitle: (targets: Subject, code: number): Text => ({
    ko: `${josa(targets.ko, '이/가')} 상태 검사에 ${josa(String(code), '으로/로')} 응답합니다. 애플리케이션 오류입니다`,
    en: `${targets.en} ${targets.be} answering health checks with ${code}: the application fails`,
  }),
  missingTitle: (targets: Subject, path: string, code: number): Text => ({
    ko: `${targets.ko}에서만 상태 검사 경로 ${josa(path, '이/가')} ${josa(String(code), '으로/로')} 응답합니다`,
    en: `${targets.en} ${targets.be} answering ${code} for the health check path ${path}`,
  }),
  look: {
    ko: '해당 서버에서 애플리케이션 로그와 배포 상태를 확인합니다.',
    en: 'Look at the application’s log and its deployment on that machine.',
  } satisfies Text,
};

export const host = {
  downTitle: (targets: Subject, port: number): Text => ({
    ko: `${targets.ko}의 포트 ${port}에서 서비스가 실행되고 있지 않습니다 (연결 거부)`,
    en: `nothing listens on port ${port} of ${targets.en}: connections are refused`,
  }),
  silentTitle: (targets: Subject, port: number): Text => ({
    ko: `${josa(targets.ko, '이/가')} 포트 ${port}에 응답하지 않습니다. 네트워크는 모두 열려 있습니다`,
    en: `${targets.en} ${targets.be} silent on port ${port} although the network is open`,
  }),
  slowTitle: (targets: Subject, timeout: number): Text => ({
    ko: `${targets.ko}의 응답이 상태 검사 제한 시간 ${timeout}초보다 느립니다`,
    en: `${targets.en} ${targets.be} slower than the health check's timeout of ${timeout} s`,
  }),
  restart: (port: number): Text => ({
    ko: `서버에 접속해 포트 ${port}의 프로세스를 확인하고 다시 시작합니다.`,
    en: `Log in, see what listens on port ${port}, and start the service again.`,
  }),
  unblock: (port: number): Text => ({
    ko: `서버에 접속해 호스트 방화벽(iptables, firewalld)과 포트 ${port} 프로세스의 멈춤 여부를 확인합니다.`,
    en: `Log in and look at the host's own firewall and whether the process on port ${port} hangs.`,
  }),
  slowFix: {
    ko: '서버의 CPU·DB 대기를 확인합니다. 검사 경로는 가벼운 페이지로 둡니다.',
    en: 'Look at CPU and database waits on the machine; keep the checked page light.',
  } satisfies Text,
  unknownTitle: (targets: Subject): Text => ({
    ko: `${josa(targets.ko, '이/가')} 비정상입니다. 읽은 자료만으로는 원인을 하나로 좁힐 수 없습니다`,
    en: `${targets.en} ${targets.be} unhealthy; what was read does not narrow it to one cause`,
  }),
};
