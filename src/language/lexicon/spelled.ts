const words = (text: string): readonly string[] => text.split(' ');

/** Korean words that are worth putting right: long ones, and no beginning of a verb. */
export const koreanWords = words(
  '게이트웨이 로드밸런서 밸런서 네트워크 인스턴스 트랜짓 엔드포인트 다이렉트 커넥트 취약점 온프레미스 하이브리드 토폴로지 ' +
    '리졸버 라우팅 테이블 서브넷 모니터링 메트릭 트래픽 대역폭 최적화 스냅샷 스팀파이프 마크다운 헬스체크 타겟그룹 타깃그룹 ' +
    '보안그룹 플로우로그 피어링 방화벽 아키텍처 인벤토리 클라우드프론트 재부팅 도메인 전용선 인터넷 데이터센터 비용최적화',
);

/** Words of the trade that have no explanation here, so that what they mean is asked of us and not of a poet. */
export const trade = words(
  'anycast multicast unicast broadcast vlan vxlan ospf rip arp dhcp ntp dnssec doh qos jitter proxy router switch hub spoke ' +
    'syn handshake http http2 http3 quic grpc websocket sdn sase vpn sd-wan gre macsec lacp bfd supernet cidr netmask subnetting ' +
    'lattice cloud-wan cloudwan snat dnat pat egress ingress overlay underlay peering socket port mss fragmentation pmtud ' +
    'iptables suricata ids ips siem soc cors csrf xss acl vrf mpls isp backbone edge origin latency throughput bandwidth firewall ' +
    'loopback gateway route routing packet frame checksum checkpoint tcpdump wireshark traceroute ping nat64 dns64 dualstack sni mtls ' +
    'acm certificate cert ca ssl oidc saml sso sts role policy scp ram eigw cgw vgw dxgw lag vif asn',
);

/** English words of the planner that are no form of a concept, and worth putting right: verbs of change and of paths. */
export const englishWords = words(
  'start stopped shutdown restart reboot reboots restarted register deregister enable disable replace remove delete revert rollback ' +
    'reach reachable reaches connect connects connected connection connectivity traceroute access blocked between ' +
    'direct transit gateway security groups private public resource resources instances internet markdown yesterday ' +
    'snapshot steampipe because through endpoint inbound outbound destination',
);
