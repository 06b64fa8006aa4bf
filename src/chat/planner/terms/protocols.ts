import { type Term, term } from './term.ts';

/** Protocols and addresses. */
export const protocolTerms: readonly Term[] = [
  term(
    'TCP',
    'tcp, transmission control protocol',
    'https://www.rfc-editor.org/rfc/rfc9293',
    '연결을 맺고 순서와 재전송을 보장하는 전송 프로토콜입니다. SYN, SYN-ACK, ACK로 연결하므로, SYN만 나가고 응답이 없으면 어딘가에서 막힌 것이고 RST가 오면 그 포트에 듣는 서비스가 없는 것입니다.',
    'The transport protocol with connections, order and retransmission. It opens by SYN, SYN-ACK, ACK: silence after SYN means that something drops it, RST that nothing listens on the port.',
  ),
  term(
    'UDP',
    'udp, user datagram protocol',
    'https://www.rfc-editor.org/rfc/rfc768',
    '연결 없이 데이터그램을 보내는 전송 프로토콜입니다. 재전송과 순서 보장이 없어 DNS, NTP, 음성에 쓰입니다. 응답이 없다고 해서 막혔다고 단정할 수 없습니다.',
    'A transport protocol of single datagrams, without connections, order or retransmission: DNS, NTP, voice. That nothing answers does not prove that something blocks.',
  ),
  term(
    'ICMP',
    'icmp, ping, internet control message protocol, 핑',
    'https://www.rfc-editor.org/rfc/rfc792',
    '오류와 상태를 알리는 IP의 제어 프로토콜로 ping이 이것을 씁니다. 포트가 없으며 보안 그룹에서 따로 허용해야 합니다. ping이 안 된다고 TCP가 막힌 것은 아닙니다.',
    'The control protocol of IP for errors and state, which ping uses. It has no ports and needs a rule of its own. A ping that fails does not mean that TCP does.',
  ),
  term(
    'IPsec',
    'ipsec',
    'https://www.rfc-editor.org/rfc/rfc4301',
    'IP 패킷을 인증하고 암호화하는 프로토콜 모음입니다. IKE(UDP 500, NAT 뒤에서는 4500)로 키를 협상하고 ESP로 데이터를 보냅니다. Site-to-Site VPN이 이것을 씁니다.',
    'Protocols that authenticate and encrypt IP packets: IKE agrees on keys (UDP 500, behind NAT 4500), ESP carries the data. Site-to-Site VPN is made of it.',
  ),
  term(
    'TLS',
    'tls, ssl, tls handshake, https',
    'https://www.rfc-editor.org/rfc/rfc8446',
    'TCP 위에서 암호화와 서버 인증을 제공하는 프로토콜입니다. HTTPS는 TLS 위의 HTTP입니다. 로드 밸런서에서 종료하면 인증서는 ACM에서 관리합니다.',
    'Encryption and proof of the server over TCP; HTTPS is HTTP over it. Where a load balancer ends it, ACM keeps the certificate.',
  ),
  term(
    'IPv6',
    'ipv6, 아이피브이식스',
    'vpc/latest/userguide/vpc-migrate-ipv6.html',
    '128비트 주소를 쓰는 IP 버전입니다. VPC의 IPv6 주소는 전역 주소라서 NAT가 필요 없고, 밖으로만 내보내려면 송신 전용 인터넷 게이트웨이를 씁니다. 보안 그룹과 네트워크 ACL 규칙은 IPv4와 따로 있습니다.',
    'IP with addresses of 128 bits. In a VPC they are global and need no NAT; an egress-only internet gateway lets them out alone. Rules of security groups and network ACLs are separate from those of IPv4.',
  ),
  term(
    { ko: '사설 IP 대역', en: 'Private address ranges' },
    'rfc 1918, rfc1918, private ip, private address, 사설 ip, 사설 아이피, 프라이빗 ip',
    'https://www.rfc-editor.org/rfc/rfc1918',
    '인터넷에서 라우팅되지 않는 주소로 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16입니다. VPC CIDR은 이 안에서, 온프레미스와 겹치지 않게 고릅니다.',
    'Addresses that the internet does not route: 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16. CIDRs of VPCs are chosen from them so that none overlaps your premises.',
  ),
  term(
    'NAT',
    'network address translation, 네트워크 주소 변환, 주소 변환',
    'https://www.rfc-editor.org/rfc/rfc3022',
    '패킷이 지나갈 때 주소와 포트를 바꾸는 기술입니다. 출발지를 바꾸면 SNAT, 목적지를 바꾸면 DNAT이라고 합니다. AWS에서는 NAT 게이트웨이가 SNAT를, 인터넷 게이트웨이가 1:1 변환을 합니다.',
    'The change of addresses and ports of passing packets: SNAT of the source, DNAT of the destination. On AWS a NAT gateway does the first, an internet gateway one-to-one.',
  ),
  term(
    { ko: '비대칭 라우팅', en: 'Asymmetric routing' },
    'asymmetric routing, asymmetric, 비대칭 라우팅, 비대칭 경로',
    'network-firewall/latest/developerguide/asymmetric-routing.html',
    '가는 길과 오는 길이 다른 상태입니다. 사이에 상태 저장 방화벽이 있으면 한쪽만 보고 연결을 끊습니다. 트랜짓 게이트웨이의 어플라이언스 모드나 가용 영역별 라우팅으로 맞춥니다.',
    'The way there is not the way back. A stateful firewall that sees one of them drops the connection. Appliance mode of a transit gateway, or routes for each zone, keep them together.',
  ),
  term(
    { ko: '가장 긴 접두사 일치', en: 'Longest prefix match' },
    'longest prefix match, longest prefix, 최장 프리픽스, 가장 긴 접두사, 최장 접두사 일치',
    'vpc/latest/userguide/route-tables-priority.html',
    '목적지에 맞는 경로가 여럿이면 가장 구체적인(접두사가 긴) 경로를 쓰는 규칙입니다. 10.0.0.0/8과 10.1.0.0/16이 있으면 10.1.2.3은 /16을 따릅니다.',
    'Of all routes that match a destination the most specific is used: with 10.0.0.0/8 and 10.1.0.0/16, the address 10.1.2.3 follows the /16.',
  ),
  term(
    'GENEVE',
    'geneve',
    'https://www.rfc-editor.org/rfc/rfc8926',
    '패킷을 통째로 감싸 전달하는 터널 프로토콜로 UDP 6081을 씁니다. Gateway Load Balancer가 어플라이언스와 주고받을 때 쓰므로 어플라이언스의 보안 그룹이 이 포트를 허용해야 합니다.',
    'A tunnel protocol that wraps whole packets, over UDP 6081. Gateway Load Balancers speak it with appliances, whose security groups must allow that port.',
  ),
];
