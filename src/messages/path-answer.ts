import type { Component } from '../network/packet.ts';
import { josa } from './josa.ts';
import { plural } from './plural.ts';
import type { Text } from './text.ts';

/** What `netops path` says: its options, its answer, and what is wrong with a question. */

export const command = {
  description: {
    ko: '한 흐름이 닿는지: 모든 홉, 또는 막는 곳 전부와 이를 여는 최소한의 변경',
    en: 'whether a flow gets through: every hop, or every block and the smallest set of changes that opens it',
  },
  source: {
    ko: '출발지: 인스턴스, 인터페이스, 서브넷, VPC, 로드 밸런서, 게이트웨이의 ID나 이름, 주소, CIDR, internet, onprem:주소',
    en: 'id or name of an instance, interface, subnet, VPC, load balancer or gateway; address, CIDR, internet, onprem:ADDR',
  },
  destination: {
    ko: '목적지: 출발지와 같고, 주소:포트나 DNS 이름도 됩니다',
    en: 'the same, also address:port or a DNS name',
  },
  port: { ko: '목적지 포트. 80, 80-90, 80,443 (기본: 전체)', en: 'destination port: 80, 80-90, 80,443 (default: all)' },
  sourcePort: {
    ko: '출발지 포트 (기본: 운영체제의 임시 포트)',
    en: "source port (default: the system's ephemeral ports)",
  },
  protocol: { ko: 'tcp, udp, icmp, 프로토콜 번호, 전체는 -1', en: 'tcp, udp, icmp, a protocol number, or -1 for all' },
  with: {
    ko: '이 파일의 AWS 호출(Call[])을 사본에 적용했을 때와 비교합니다. 실제로 바꾸지 않습니다',
    en: 'compare with a copy to which the AWS calls (Call[]) of this file were applied; nothing is changed',
  },
  examples: {
    ko: `예:
  netops path web-1 db-1 --port 5432
  netops path internet my-alb:443
  netops path vpc-0123456789abcdef0 onprem:192.168.10.0/24 --protocol -1
  netops path i-0123456789abcdef0 8.8.8.8:53 --protocol udp --source lab
  netops path web-1 db-1 --port 5432 --with changes.json`,
    en: `Examples:
  netops path web-1 db-1 --port 5432
  netops path internet my-alb:443
  netops path vpc-0123456789abcdef0 onprem:192.168.10.0/24 --protocol -1
  netops path i-0123456789abcdef0 8.8.8.8:53 --protocol udp --source lab
  netops path web-1 db-1 --port 5432 --with changes.json`,
  },
} satisfies Record<string, Text>;

export const badPort = (text: string): Text => ({
  ko: `포트 ${josa(`'${text}'`, '은/는')} 쓸 수 없습니다. 1–65535의 번호나 80-90 같은 범위를 쓰세요.`,
  en: `'${text}' is not a port. Give a number from 1 to 65535, or a range such as 80-90.`,
});
export const twoPorts = (given: string, option: string): Text => ({
  ko: `목적지의 포트(${given})와 --port(${option})가 다릅니다. 하나만 쓰세요.`,
  en: `the destination's port (${given}) and --port (${option}) differ. Give one of them.`,
});
export const portWithout = (protocol: string): Text => ({
  ko: `프로토콜 ${protocol}에는 포트가 없습니다. --port를 빼거나 --protocol tcp나 udp를 쓰세요.`,
  en: `protocol ${protocol} has no ports. Leave --port out, or use --protocol tcp or udp.`,
});
export const badProtocol = (text: string): Text => ({
  ko: `프로토콜 ${josa(`'${text}'`, '을/를')} 알 수 없습니다. tcp, udp, icmp, 0–255의 번호, 전체는 -1입니다.`,
  en: `'${text}' is not a protocol. Use tcp, udp, icmp, a number from 0 to 255, or -1 for all.`,
});
export const hostBits = (text: string): Text => ({
  ko: `${josa(text, '은/는')} 네트워크 주소가 아닙니다(호스트 비트가 있음). 프리픽스에 맞게 고치거나 주소만 쓰세요.`,
  en: `${text} has host bits set: it is no network. Correct the prefix, or give the address alone.`,
});
export const badAddress = (text: string): Text => ({
  ko: `${josa(text, '은/는')} 올바른 주소나 CIDR이 아닙니다.`,
  en: `${text} is not an address or CIDR block.`,
});
export const unknownPlace = (text: string, near: readonly string[], where: string): Text => ({
  ko: `${josa(`'${text}'`, '을/를')} 찾지 못했습니다 (${where}).${near.length === 0 ? ' 다른 계정이나 리전이면 --profile, --role-arn, --region을 쓰세요.' : ` 혹시 이것입니까: ${near.join(', ')}`}`,
  en: `nothing is called '${text}' in ${where}.${near.length === 0 ? ' If it is in another account or region, use --profile, --role-arn or --region.' : ` Did you mean ${near.join(', ')}?`}`,
});
export const ambiguousPlace = (text: string, candidates: readonly string[]): Text => ({
  ko: `${josa(`'${text}'`, '으로/로')} 부를 수 있는 것이 ${candidates.length}개입니다. ID로 지정하세요: ${candidates.join(', ')}`,
  en: `'${text}' may be any of ${candidates.length}. Use the id: ${candidates.join(', ')}`,
});
export const unusablePlace = (why: 'terminated' | 'no-address' | 'empty', id: string): Text => {
  switch (why) {
    case 'terminated':
      return { ko: `${josa(id, '은/는')} 종료된 인스턴스입니다.`, en: `${id} is terminated.` };
    case 'no-address':
      return {
        ko: `${id}에 주소가 없습니다. 네트워크 인터페이스가 있는 자원을 지정하세요.`,
        en: `${id} has no address. Name something that has a network interface.`,
      };
    case 'empty':
      return {
        ko: `${id}에 네트워크 인터페이스가 없어 물을 것이 없습니다.`,
        en: `${id} holds no network interface, so there is nothing to ask about.`,
      };
  }
};
export const unresolvedName = (name: string, zone: string): Text => ({
  ko: `호스팅 영역 ${zone}에 ${name} 레코드가 없습니다 (NXDOMAIN). 이름을 확인하세요.`,
  en: `the hosted zone ${zone} has no record ${name} (NXDOMAIN). Check the name.`,
});
export const nameUnknown = (name: string): Text => ({
  ko: `${name}의 주소는 스냅샷에 없어 인터넷의 호스트로 보았습니다`,
  en: `the address of ${name} is not in the snapshot: it is taken for a host on the internet`,
});
export const noModel = (): Text => ({
  ko: 'VPC를 읽지 못해 경로를 판단할 수 없습니다. netops doctor로 권한을 확인하세요.',
  en: 'VPCs could not be read, so no path can be judged. netops doctor says what may be read.',
});
export const badChanges = (file: string, why: string): Text => ({
  ko: `--with 파일 ${josa(file, '을/를')} 쓸 수 없습니다 (${why}). [{"service": "ec2", "operation": "…", "input": {…}}] 형식이어야 합니다.`,
  en: `the file of --with, ${file}, cannot be used (${why}). It must be [{"service": "ec2", "operation": "…", "input": {…}}].`,
});
export const refusedChange = (operation: string, code: string, message: string): Text => ({
  ko: `--with의 ${operation} 호출을 사본에 적용할 수 없습니다: ${code}, ${message}`,
  en: `the call ${operation} of --with cannot be applied to the copy: ${code}, ${message}`,
});

export const title = (source: string, destination: string): Text => ({
  ko: `경로: ${source} → ${destination}`,
  en: `Path: ${source} → ${destination}`,
});
export const verdict = {
  reachable: { ko: '✅ 닿습니다: 요청과 응답이 모두 통과합니다.', en: '✅ Reachable: requests and answers pass.' },
  asymmetric: {
    ko: '⚠️ 패킷은 닿지만 비대칭 경로입니다.',
    en: '⚠️ Packets get there, but the path is asymmetric.',
  },
  partly: { ko: '◐ 일부만 닿습니다.', en: '◐ Partly reachable.' },
  undecided: {
    ko: '❓ 판단할 수 없습니다: 길을 정하는 것 가운데 읽지 못한 것이 있습니다.',
    en: '❓ Undecided: something that decides about the way was not read.',
  },
  blocked: { ko: '❌ 막힙니다.', en: '❌ Blocked.' },
} satisfies Record<string, Text>;
export const asked = (what: string): Text => ({ ko: `질문: ${what}`, en: `Asked: ${what}` });
export const sections = {
  results: { ko: '부분별 결과', en: 'By part' },
  forward: { ko: '가는 길', en: 'There' },
  return: { ko: '돌아오는 길', en: 'And back' },
  blocks: { ko: '막는 곳', en: 'What blocks it' },
  fix: { ko: '여는 방법', en: 'What opens it' },
  warnings: { ko: '주의', en: 'Mind' },
  assumptions: { ko: '전제', en: 'Assumed' },
  change: { ko: '변경 전과 비교', en: 'Compared with before' },
} satisfies Record<string, Text>;
export const shownFlow = (what: string): Text => ({
  ko: `아래는 그중 한 흐름입니다: ${what}`,
  en: `One flow of it is shown: ${what}`,
});
export const label = {
  sources: { ko: '출발지', en: 'From' },
  destinations: { ko: '목적지', en: 'To' },
  protocol: { ko: '프로토콜', en: 'Protocol' },
  ports: { ko: '포트', en: 'Ports' },
  verdict: { ko: '결과', en: 'Result' },
} satisfies Record<string, Text>;
export const passes: Text = { ko: '✅ 통과', en: '✅ passes' };
export const stopped: Text = { ko: '❌ 막힘', en: '❌ blocked' };
export const onReturn: Text = { ko: '응답', en: 'answers' };
export const verifiedFix = (calls: number): Text => ({
  ko: `최소한의 변경 ${calls}개입니다. 스냅샷 사본에 적용해 열리는 것을 확인했습니다.`,
  en: `The smallest set: ${plural(calls, 'change')}, applied to a copy of the snapshot, which opens it.`,
});
export const unverifiedFix: Text = {
  ko: 'netops가 사본에서 시험할 수 없는 변경이 들어 있어 확인하지 못했습니다.',
  en: 'It has a change that netops cannot try on a copy, so it is not verified.',
};
export const noFix: Text = {
  ko: 'AWS 호출로 이 흐름을 여는 변경을 찾지 못했습니다.',
  en: 'No set of AWS calls was found that opens it.',
};
export const changeOpens = (before: Text, after: Text): Text => ({
  ko: `변경 전: ${before.ko} 변경 후: ${after.ko}`,
  en: `Before: ${before.en} After: ${after.en}`,
});
export const samePath: Text = {
  ko: '이 변경은 질문한 흐름의 결과를 바꾸지 않습니다.',
  en: 'The change makes no difference to what was asked.',
};

const components: Record<Component, Text> = {
  instance: { ko: '인스턴스', en: 'instance' },
  'network-interface': { ko: '인터페이스', en: 'interface' },
  'security-group': { ko: '보안 그룹', en: 'security group' },
  nacl: { ko: 'NACL', en: 'network ACL' },
  route: { ko: '라우트', en: 'route' },
  'internet-gateway': { ko: '인터넷 게이트웨이', en: 'internet gateway' },
  'egress-only-internet-gateway': { ko: '송신 전용 게이트웨이', en: 'egress-only gateway' },
  'block-public-access': { ko: '퍼블릭 액세스 차단', en: 'Block Public Access' },
  'nat-gateway': { ko: 'NAT 게이트웨이', en: 'NAT gateway' },
  peering: { ko: 'VPC 피어링', en: 'VPC peering' },
  'transit-gateway': { ko: 'Transit Gateway', en: 'transit gateway' },
  'transit-gateway-attachment': { ko: 'Transit Gateway 연결', en: 'transit gateway attachment' },
  firewall: { ko: 'Network Firewall', en: 'Network Firewall' },
  'gateway-load-balancer-endpoint': { ko: 'GWLB 엔드포인트', en: 'GWLB endpoint' },
  'gateway-endpoint': { ko: '게이트웨이 엔드포인트', en: 'gateway endpoint' },
  'vpn-gateway': { ko: '가상 프라이빗 게이트웨이', en: 'virtual private gateway' },
  vpn: { ko: 'VPN', en: 'VPN' },
  'direct-connect': { ko: 'Direct Connect', en: 'Direct Connect' },
  'load-balancer': { ko: '로드 밸런서', en: 'load balancer' },
  'amazon-service': { ko: 'AWS 서비스', en: 'AWS service' },
  internet: { ko: '인터넷', en: 'internet' },
  'on-premises': { ko: '온프레미스', en: 'on-premises' },
};
export const componentName = (component: Component): Text => components[component];
