import { josa } from './josa.ts';
import { plural } from './plural.ts';
import type { Text } from './text.ts';

/** Why egress from a subnet is slow, for `netops nat`. */

const n = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 1 });

export const heading: Text = { ko: '서브넷별 판정', en: 'Why is it slow from here?' };
export const dnsVerdict: Text = { ko: 'DNS', en: 'DNS' };
export const label = {
  subnet: { ko: '서브넷', en: 'Subnet' },
  gateway: { ko: 'NAT 게이트웨이', en: 'NAT gateway' },
  why: { ko: '근거', en: 'Why' },
} satisfies Record<string, Text>;
export const others = (first: string, more: number): Text => ({
  ko: `${first} 외 ${more}개`,
  en: `${first} and ${more} more`,
});

/** What is said of the subnets that a short table leaves out. */
export const fineElsewhere = (fine: number, slow: number): Text => ({
  ko: `${slow === 0 ? 'NAT를 쓰는' : '나머지'} 서브넷 ${fine}개는 느리더라도 NAT 게이트웨이가 원인이 아닙니다.`,
  en: `${slow === 0 ? `No NAT gateway slows the ${plural(fine, 'subnet')} that use${fine === 1 ? 's' : ''} one.` : `The other ${plural(fine, 'subnet')}: not the gateway.`}`,
});

export const down = (gateway: string, state: string): Text => ({
  ko: `${gateway} 상태가 ${state}입니다. 이 게이트웨이로 나가는 연결은 모두 실패합니다.`,
  en: `${gateway} is ${state}: no connection gets out through it.`,
});
export const ports = (
  gateway: string,
  errors: number,
  to: { name: string; port: number } | null,
  namesToo: boolean,
): Text => ({
  ko: `${gateway}에서 포트 할당 오류 ${n(errors)}회. ${to === null ? '목적지는 Flow Logs가 있어야 알 수 있습니다.' : `포트를 쓴 목적지는 ${to.name} ${to.port}번 포트입니다.`}${namesToo ? ' DNS 서버도 이 게이트웨이 너머에 있어 이름 해석도 함께 실패합니다.' : ''}`,
  en: `${gateway} had ${n(errors)} port allocation errors. ${to === null ? 'Only flow logs could tell the destination.' : `The ports went to ${to.name}, port ${to.port}.`}${namesToo ? ' The DNS servers are beyond it too, so names fail with it.' : ''}`,
});
export const drops = (gateway: string, percent: number): Text => ({
  ko: `${gateway}의 패킷 손실이 1시간 최대 ${percent.toFixed(2)}%입니다. 재전송 때문에 느려집니다.`,
  en: `${gateway} lost up to ${percent.toFixed(2)} % of an hour's packets; they are sent again, which is slow.`,
});
export const failing = (gateway: string, percent: number | null): Text => ({
  ko: `${josa(gateway, '을/를')} 지난 연결의 성공률이 ${percent === null ? '낮습니다' : `${percent.toFixed(2)}%입니다`}. 포트는 남아 있으므로 목적지나 그 앞의 방화벽이 응답하지 않는 것입니다.`,
  en: `${percent === null ? 'Too few' : `${percent.toFixed(2)} %`} of the connections through ${gateway} were answered. It has ports left: the destination, or a firewall before it, is silent.`,
});
export const crossing = (gateway: string, zone: string, zones: number): Text => ({
  ko: `${zone}의 ${gateway} 하나를 ${zones}개 영역이 함께 씁니다. 왕복마다 영역 간 지연과 전송 요금이 붙고, ${zone} 장애 때 이 서브넷도 인터넷을 잃습니다.`,
  en: `${gateway} in ${zone} serves ${zones} zones. Each round trip crosses zones, which adds latency and a charge per GB, and this subnet loses the internet with ${zone}.`,
});
/** `zones`: how many zones share the gateway. */
export const fine = (
  gateway: string,
  { loss, success, room, zones }: { loss: number; success: number; room: number | null; zones: number },
  asks: Text,
): Text => ({
  ko: `${gateway}: 포트 오류 0회, 손실 ${loss.toFixed(3)}%, 연결 성공률 ${success.toFixed(2)}%${room === null ? '' : `, 연결은 한도의 ${room.toFixed(1)}%`}.${zones > 1 ? ` ${zones}개 영역이 함께 쓰지만 여유가 있습니다.` : ''} ${asks.ko}`,
  en: `${gateway}: no port errors, ${loss.toFixed(3)} % lost, ${success.toFixed(2)} % of connections answered${room === null ? '' : `, ${room.toFixed(1)} % of the connection limit`}.${zones > 1 ? ` ${zones} zones share it, with room to spare.` : ''} ${asks.en}`,
});
export const unmeasured = (gateway: string, asks: Text): Text => ({
  ko: `${gateway}의 지표가 부족해 판정할 수 없습니다. ${asks.ko}`,
  en: `${gateway} has too few metrics to tell. ${asks.en}`,
});

export const namesNobody: Text = {
  ko: 'VPC의 DNS 지원(enableDnsSupport)이 꺼져 있고 DHCP에 다른 DNS 서버도 없어 이름을 해석할 곳이 없습니다.',
  en: 'The VPC has DNS support (enableDnsSupport) off and DHCP names no other server: nobody answers names.',
};
export const namesUnreachable = (servers: readonly string[], of: number): Text => ({
  ko: `DHCP가 알려 준 DNS 서버 ${of}개 중 ${josa(servers.join(', '), '은/는')} 이 서브넷에서 UDP 53으로 닿지 않습니다. 이름마다 시간 초과를 기다린 뒤에야 다음 서버로 넘어갑니다.`,
  en: `Of ${of} DNS servers that DHCP names, ${servers.join(', ')} cannot be reached from this subnet by UDP 53: names wait for a timeout before the next server is asked.`,
});

type Names =
  | { by: 'vpc-resolver'; forwards: readonly string[] }
  | { by: 'own-servers'; servers: readonly string[]; public: boolean }
  | { by: 'nobody' }
  | { by: 'unknown' };

/** Whom the hosts ask for names, as a note beside another answer. */
export function asks(names: Names): Text {
  if (names.by === 'nobody') return namesNobody;
  if (names.by === 'unknown') return { ko: 'DNS 설정은 읽지 못했습니다.', en: 'The DNS settings were not read.' };
  if (names.by === 'own-servers') {
    const list = names.servers.join(', ');
    return names.public
      ? {
          ko: `DNS 서버가 공인 주소(${list})라 이름을 물을 때마다 NAT를 지나고 포트를 하나씩 씁니다.`,
          en: `The DNS servers are public (${list}): each query passes NAT and takes a port.`,
        }
      : {
          ko: `DNS 서버(${list})까지는 네트워크로 닿습니다.`,
          en: `The DNS servers are ${list}; the network lets the subnet reach them.`,
        };
  }
  return names.forwards.length === 0
    ? {
        ko: 'DNS는 VPC Resolver라 게이트웨이를 지나지 않습니다.',
        en: 'Names are answered by the VPC resolver, which no gateway is passed for.',
      }
    : {
        ko: `모든 이름을 ${josa(names.forwards.join(', '), '으로/로')} 전달하므로 그 서버와 가는 길의 지연이 그대로 더해집니다.`,
        en: `All names are forwarded to ${names.forwards.join(', ')}: their latency, and that of the way there, adds to every name.`,
      };
}
