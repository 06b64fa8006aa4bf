import { plural } from './plural.ts';
import type { Text } from './text.ts';

interface ToolText {
  title: Text;
  description: Text;
}

/** What a program, a language model or a person who lists tools reads of each. */
export const tools = {
  analyzeNetwork: {
    title: { ko: '네트워크 전체 분석', en: 'Analyze the network' },
    description: {
      ko: '계정의 네트워크 전체(VPC, 서브넷, 라우팅, 게이트웨이, 방화벽, 로드 밸런서, DNS, 하이브리드 연결)를 읽어 현황과 발견 사항을 긴급한 순서로 돌려줍니다. 무엇이 있는지, 무엇이 잘못되었는지 모를 때 먼저 씁니다.',
      en: 'Reads the whole network of the account (VPCs, subnets, routing, gateways, firewalls, load balancers, DNS, hybrid links) and answers its inventory and findings, most urgent first. Start here when it is not known what there is or what is wrong.',
    },
  },
  tracePath: {
    title: { ko: '경로 추적', en: 'Trace a path' },
    description: {
      ko: '출발지에서 목적지까지의 통신이 왕복 모두 되는지, 거치는 모든 홉과 허용한 규칙, 막혔다면 막는 규칙과 여는 데 필요한 최소 변경을 돌려줍니다. changes를 주면 복사본에 적용한 뒤의 결과도 비교합니다.',
      en: 'Whether a flow gets through, both ways: every hop with the rule that lets it pass, or every block and the smallest set of changes that opens it. With changes, the answer after trying them on a copy stands beside it.',
    },
  },
  findExposure: {
    title: { ko: '노출 확인', en: 'Find exposure' },
    description: {
      ko: '인터넷에서 실제로 도달할 수 있는 인터페이스와 포트, VPC끼리의 도달 가능성, 밖으로 나가는 길을 돌려줍니다. 규칙이 아니라 경로 전체로 판단합니다.',
      en: 'What the internet really reaches, by interface and port, which VPCs reach which, and the ways out. Judged by whole paths, not by rules alone.',
    },
  },
  diagnoseLoadBalancer: {
    title: { ko: '로드 밸런서 진단', en: 'Diagnose load balancers' },
    description: {
      ko: '로드 밸런서와 대상 그룹의 상태, 정상이 아닌 대상마다 증명된 원인 하나와 조치를 돌려줍니다.',
      en: 'State of load balancers and target groups; for every target that is not healthy the one proven cause and its fix.',
    },
  },
  analyzeNatGateway: {
    title: { ko: 'NAT 게이트웨이 분석', en: 'Analyze NAT gateways' },
    description: {
      ko: 'NAT 게이트웨이의 트래픽, 연결 수, 포트 할당 오류, 패킷 손실, 비용과 줄이는 방법을 돌려줍니다.',
      en: 'Traffic, connections, port allocation errors, drops and cost of NAT gateways, and what would lower it.',
    },
  },
  auditSecurity: {
    title: { ko: '보안 감사', en: 'Audit security' },
    description: {
      ko: '네트워크 보안 점수와 영역별 점수, 실제 도달 가능성으로 판단한 취약점과 조치를 돌려줍니다.',
      en: 'Security score of the network, by area, with weaknesses judged by reachability and their fixes.',
    },
  },
  estimateCost: {
    title: { ko: '네트워크 비용 계산', en: 'Estimate cost' },
    description: {
      ko: '네트워크의 월 비용을 항목별(NAT, 로드 밸런서, 엔드포인트, Transit Gateway, 퍼블릭 IPv4, VPN, Direct Connect, Network Firewall, 전송, CloudFront, Route 53)로 단가 출처·산식과 함께 돌려주고, 절감 방안을 금액순으로 돌려줍니다. 모르는 금액은 null이며 합계는 최소치입니다. 구간을 주지 않으면 지난 7일의 트래픽을 한 달로 환산합니다.',
      en: 'What the network costs in a month by item (NAT, balancers, endpoints, transit gateways, public IPv4, VPN, Direct Connect, Network Firewall, transfer, CloudFront, Route 53), each with formula and source of its price, and savings by amount. An unknown amount is null, and the sum is then at least that. Traffic of the last 7 days unless a window is given.',
    },
  },
  getMetricData: {
    title: { ko: 'CloudWatch 지표 조회', en: 'Get metric data' },
    description: {
      ko: 'CloudWatch 지표 하나의 시계열과 요약(최소, 최대와 그 시각, 평균, 합)을 돌려줍니다. 데이터 포인트가 없는 것은 0이 아니며, 그런 지표가 없는 것인지도 구분해 알려줍니다.',
      en: 'One CloudWatch metric over a window, with its summary (minimum, maximum and when, average, sum). No data points is not zero, and whether such a metric exists at all is said.',
    },
  },
  executeLogInsightsQuery: {
    title: { ko: '로그 쿼리 실행', en: 'Query logs' },
    description: {
      ko: '로그 그룹 하나에 CloudWatch Logs Insights 쿼리를 실행해 결과 행과 스캔한 양을 돌려줍니다. 스캔한 양만큼 과금되므로 기간을 좁혀 쓰세요(최대 31일). 결과가 없을 때 로그가 없는 것인지 조건에 맞는 것이 없는 것인지 구분해 알려줍니다.',
      en: 'Runs a CloudWatch Logs Insights query on one log group and answers its rows and what was scanned. AWS bills by what is scanned: keep the window narrow (31 days at most). Whether there were no log lines, or none that match, is said.',
    },
  },
  callAws: {
    title: { ko: 'AWS API 호출', en: 'Call an AWS API' },
    description: {
      ko: '다른 도구로 알 수 없는 것을 볼 때 AWS API를 직접 호출합니다(describe-vpcs, describe-security-groups, describe-load-balancers 등). 비밀 값은 빼고 돌려줍니다. 변경 작업은 apply_change처럼 미리 보기와 사람의 승인을 거칩니다.',
      en: 'Calls an AWS API for what no other tool tells (describe-vpcs, describe-security-groups, describe-load-balancers …). Secrets are left out of the answers. A call that changes AWS is previewed and approved by a person, as in apply_change.',
    },
  },
  applyChange: {
    title: { ko: '변경 적용', en: 'Apply a change' },
    description: {
      ko: '변경 하나(인스턴스 중지·시작·재부팅, 포트 열기·닫기, 라우트, 대상 등록, 플로우 로그, 엔드포인트, 경보, 발견 사항의 조치 apply-fix, undo)를 미리 보고 사람의 승인을 받은 뒤 실행하고 감사 기록을 남깁니다. preview_only면 미리 보기만 합니다.',
      en: 'Makes one change (stop, start or reboot an instance, open or close a port, a route, a target, flow logs, an endpoint, an alarm, apply-fix of a finding, undo): previewed, approved by a person, verified and recorded. With preview_only nothing is changed.',
    },
  },
  snapshotSave: {
    title: { ko: '스냅샷 저장', en: 'Save a snapshot' },
    description: {
      ko: '계정의 네트워크 전체를 읽어 이 컴퓨터에 스냅샷으로 저장합니다. 나중에 snapshot_diff로 비교합니다.',
      en: 'Reads the whole network and keeps it on this machine as a snapshot, for snapshot_diff to compare later.',
    },
  },
  snapshotList: {
    title: { ko: '스냅샷 목록', en: 'List snapshots' },
    description: {
      ko: '저장된 스냅샷의 이름과 시각을 최신순으로 돌려줍니다.',
      en: 'Names and times of saved snapshots, newest first.',
    },
  },
  snapshotDiff: {
    title: { ko: '스냅샷 비교', en: 'Compare snapshots' },
    description: {
      ko: '두 스냅샷 사이에 추가·삭제·변경된 것을 자원별로 돌려줍니다. 언제부터 달라졌는지 찾을 때 씁니다.',
      en: 'What was added, removed and changed between two snapshots, by resource. Use it to find what has drifted.',
    },
  },
} satisfies Record<string, ToolText>;

export const snapshotKept = (name: string, resources: number, gaps: number): Text => ({
  ko: `스냅샷 ${name}에 자원 ${resources}개를 저장했습니다.${gaps === 0 ? '' : ` 읽지 못한 항목 ${gaps}개는 빠져 있습니다.`}`,
  en: `Saved ${plural(resources, 'resource')} as snapshot ${name}.${gaps === 0 ? '' : ` ${plural(gaps, 'read')} failed and ${gaps === 1 ? 'is' : 'are'} missing from it.`}`,
});

export const snapshotsListed = (count: number, latest: string | undefined): Text => ({
  ko: latest === undefined ? '저장된 스냅샷이 없습니다.' : `저장된 스냅샷 ${count}개, 최신은 ${latest}입니다.`,
  en: latest === undefined ? 'No snapshots are saved.' : `${plural(count, 'saved snapshot')}; the latest is ${latest}.`,
});
