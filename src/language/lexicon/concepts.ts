/*
 * What words a concept is spoken of by, parted by commas. A blank in a form may be there or not; `^` asks for the
 * beginning of a word. English forms are whole words, with or without a plural; a Korean form may have its ending.
 */

const forms = (...lines: string[]): string[] => lines.flatMap((line) => line.split(',').map((form) => form.trim()));

export const concepts = {
  // Subjects
  nat: forms(
    'nat, nat gateway, natgw, nat gw, ngw, snat, nats',
    '낫 게이트웨이, 나트 게이트웨이, 낫 GW, ^낫, ^나트, ^넷 게이트웨이, ^냇 게이트웨이',
  ),
  lb: forms(
    'load balancer, load balancing, balancer, alb, nlb, gwlb, elb, elbv2, lb, clb, target group, target, tg, listener',
    'backend, health check, unhealthy, healthy, target health, 5xx, 4xx, 502, 503, 504, bad gateway, gateway timeout',
    'out of service, draining',
    '로드 밸런서, 로드 벨런서, 로드 밸런싱, 로드 발란서, 로드 발란싱, 부하 분산, 밸런서, 엘비, 에이엘비, 타겟, 타깃, 타켓',
    '대상 그룹, 리스너, 백엔드, 헬스 체크, 헬쓰 체크, 헬스첵, 상태 검사, 상태 확인 실패, 언헬시, 비정상 대상, 500 에러',
  ),
  dns: forms(
    'dns, resolve, resolves, resolving, resolved, resolution, resolver, nslookup, dig, lookup, look up, name server',
    'hosted zone, route 53, nxdomain, servfail, cname, a record, alias record, private zone, forwarding rule',
    'name resolution',
    '디엔에스, 해석, 레졸브, 리졸브, 리졸버, 레졸버, 네임 서버, 도메인, 호스팅 영역, 호스팅 존, 호스트 존, 호스티드 존',
    '라우트 53, 이름 풀이, 포워딩 룰, 포워딩 규칙, 전달 규칙, 질의, 네임 레코드, 프라이빗 존, 존에, 존의, dns 존',
  ),
  hybrid: forms(
    'direct connect, dx, dxgw, dxcon, vpn, tunnel, bgp, on-prem, on prem, on-premises, on premises, onpremise',
    'on-premise, hybrid, site-to-site, ipsec, customer gateway, virtual interface, vif, datacenter, data center',
    'data centre, idc',
    '다이렉트 커넥트, 다이렉트 커넥, 디렉트 커넥트, 전용선, 전용 회선, 회선, 터널, 온프레미스, 온프렘, 온프레, 온 프레미스',
    '하이브리드, 데이터 센터, 브이피엔, 비지피, ^본사, 사내망, ^지사, 전산실',
  ),
  security: forms(
    'security(?! ?groups?), secure, vulnerability, vulnerabilities, vulnerable, audit, auditing, risk, risky',
    'compliance, compliant, hardening, mfa, guardduty, waf, shield, cis, isms, isms-p, least privilege, too open',
    'wide open, overly permissive, permissive, insecure, dangerous, security posture, weakness, weaknesses, pentest',
    'safe, cloudtrail, unrestricted, too loose, overly broad, security holes?',
    '보안(?!\\s?그룹), 취약, 감사(?!합|해|드|요|$), 위험, 컴플라이언스, 규정 준수, 과도하게, 과하게, 너무 열, 너무 넓, 허술, 안전(?!모드), 해킹',
    '침해, 최소 권한, 전체 개방, 전체 허용, 루트 계정, 시큐리티(?!\\s?그룹), 불필요하게 열, 쓸데없이 열',
  ),
  exposure: forms(
    'exposed, exposure, expose, exposes, publicly, public facing, internet facing, internet accessible',
    'publicly accessible, attack surface, (?:public|external|internet) footprint, (?:public|external) surface, open to the world, open to the internet, open to internet, visible from outside',
    '노출, 공격 표면, 외부 접점, 외부 접속점, 공개된, 공개 된, 공개돼, 공개되, 외부 공개, 외부에 열, 인터넷에 열, 외부에 오픈, 인터넷에 오픈',
    '외부로 열, 인터넷으로 열, 퍼블릭하게, 외부에 공개, 인터넷에 공개',
  ),
  cost: forms(
    'cost, costs, costing, overspend, overspending, overpaying, bill, billing, price, pricing, spend, spending, spent, expensive, cheaper, cheap, money',
    'save money, saving, savings, budget, charge, charged, dollar, usd, finops, pay, paying, invoice, wasting, waste, (?:we|i|you|could|can) save(?:$| with| by| on| if| money)',
    '비용, 요금, 과금, 청구, 절감, 절약, 지출, ^돈, 예산, 비싼, 비싸, 비쌈, 비쌀, 단가, 가격, 코스트, 달러, 전송비, 통신비, 회선비, 유지비, 운영비, 서버비, 인프라비, 네트워크비, 사용료, 이용료, 전송료, 결제, 얼마 나와, 얼마 나오, 얼마 나가, 얼마나 나와, 얼마나 나오, 얼마나 나가',
    '얼마야, 얼마 들, 얼마나 들, 아낄, 아껴, 낭비, 싸게, 줄일 수 있는 비',
  ),
  diagnose: forms(
    'diagnose, diagnosis, diagnostic, diagnostics, troubleshoot, troubleshooting, outage, incident, root cause',
    "full check, what is wrong, what's wrong, whats wrong, something is wrong, something wrong, broken",
    "not working, check-?up, something's (?:wrong|off), something (?:is )?off, gone wrong, went wrong, end to end, going on, what happened, what is happening, what's happening",
    '진단, 장애, 종합, 트러블슈팅, 뭐가 문제, 무슨 문제, 문제 있, 문제가 있, 문제 없, 문제가 없, 문제점, 이상 없, 이상 있',
    '이상이 있, 이상이 없, 무슨 일, 어떻게 된, 잘못됐, 잘못되, 잘못된? (?:거|게|것|건|점|부분|데|곳), 원인, 고장, 먹통, 전수',
  ),
  overview: forms(
    'overview, topology, inventory, architecture, layout, laid out, diagram, network map, configuration, configured',
    'setup, structure, summary, summarize, summarise, analyze, analyse, analysis, describe, document, infrastructure',
    'walk me through, map of, map out, draw, picture of, write-?up, documentation, lay out, lays out, laying out, lay of the land, network-wise, look like, tour of',
    '구성, 현황, 토폴로지, 인벤토리, 아키텍처, 아키텍쳐, 구조, 개요, 네트워크 분석, 네트워크 맵, 네트워크 지도, 인프라, 다이어그램',
    '오버뷰, 자산, 설정, 문서, 브리핑, 요약, 구성도, 생겼, 그림으로, 그려, 연결돼 있는지, 연결되어 있는지, 도식',
  ),
  metric: forms(
    'metric, cloudwatch, graph, datapoints?, data points?, statistics, stats, p99, p95, cpu, cpu utilization, cpu usage',
    'request count, requests per second, how many requests, number of requests, request volume, rps, response time, packet loss, packets? dropped, bytes (?:in|out)',
    'network (?:in|out)(?=\\s(?:of|for|on|and|traffic|bytes|over|last|past)|$), active connections, error rate',
    '메트릭, 매트릭, 지표, 그래프, 수치, 통계, 씨피유, CPU 사용, 요청 수, 응답 시간, 지연 시간, 평균, 최대값, 최댓값, 추이',
    '패킷 드롭, 패킷 손실, 요청 건수, 호출량, 요청량, 요청 몇, 요청이 몇, 몇 번 호출',
  ),
  sql: forms('sql, 에스큐엘, 쿼리, query'),
  help: forms(
    'help, what can you do, what do you do, who are you, how do i use, how to use you, hello, hi, hey, thanks, thx',
    'thank you, good morning, bye, your capabilities, what are you, what can i ask, commands',
    '뭐 할 수 있, 뭘 할 수 있, 무엇을 할 수 있, 할 수 있는 일, 할 수 있는 게, 할 수 있는 것, 할 수 있는 거, 할 줄 아, 뭐 할 줄',
    '도움말, 도와, 사용법, 쓰는 법, 사용 방법, 안녕, 고마워, 고맙, 감사합, 감사해, 감사드, 너는 누구, 넌 누구, 누구세요',
    '누구야, 반가, 기능이 뭐, 어떤 기능, 수고, 하이(?!브), 헬로',
  ),

  // What is wished
  check: forms(
    "check, look at, look into, inspect, review, examine, verify, see, how is, how are, how's, how did, status, state",
    'health, doing, ok, okay, fine, report, investigate, find out, show, list, give, tell, test, monitor, go over, display',
    'what do we have, do we have',
    '확인, 점검, 체크, 첵, 봐, 보여, 살펴, 검토, 상태, 파악, 조사, 분석, 알려, 정리, 리뷰, 찾아, 뽑아, 어때, 어땠, 괜찮, 정상',
    '리포트, 보고, 조회, 검사, 들여다, 볼래, 볼까, 볼 수, 알고 싶, 궁금',
  ),
  list: forms(
    'list, how many, count, show all, which',
    '목록, 리스트, 몇 개, 개수, 몇 대, 어떤 것, 뭐 있, 뭐뭐, 전부, 모두, 나열, 뭐가 있, 어떤 게 있, 있어, 있나, 있는지, 있니, 있음, 있을까, 있습니까, 어디, 어느, 갖고 있, 가지고 있, 달려',
  ),
  symptom: forms(
    'slow, slower, down, fail, failing, failed, timeout, times? out, timing out, unreachable, blocked, problem, issue',
    "error, wrong, doesn't work, does not work, isn't working, can't, cannot, broken, weird, strange, intermittent, lag",
    'laggy, latency, stuck, dead',
    '느려, 느린, 느리, 느림, 안 돼, 안 되, 안 됨, 안 됩, 끊, 죽었, 죽은, 에러, 오류, 실패, 문제, 이상, 지연, 안 나가, 안 들어, 불통',
    '타임아웃, 막혀, 막히, 터졌, 버벅, 먹통, 안 열, 안 붙, 못 붙, 안 떠, 안 보여',
  ),
  network: forms(
    'network, networking, account, environment, aws, infra, cloud, whole, entire, everything',
    '네트워크, 넷트워크, 네트웍, 넷웍, ^망, 계정, 환경, 인프라, 클라우드, 시스템, 서비스, 전체',
  ),

  // Kinds of resources
  vpc: forms('vpc, 브이피씨, virtual private cloud'),
  subnet: forms('subnet, 서브넷, 서브 네트워크'),
  instance: forms('instance, ec2, server, host, vm, machine, 인스턴스, 서버, 호스트, 머신, 가상 머신'),
  'security-group': forms('security group, sg, 보안 그룹, 시큐리티 그룹, secgroup'),
  'network-acl': forms('nacl, network acl, acl, 네트워크 acl'),
  'route-table': forms(
    'route table, routing table, route, routing, 라우팅 테이블, 라우트 테이블, 라우팅, 라우트(?!\\s?53), 경로 테이블',
  ),
  'transit-gateway': forms('transit gateway, tgw, transit gw, 트랜짓 게이트웨이, 트랜싯 게이트웨이, 전송 게이트웨이'),
  'internet-gateway': forms('internet gateway, igw, 인터넷 게이트웨이'),
  endpoint: forms('vpc endpoint, endpoint, privatelink, vpce, 엔드포인트, 프라이빗 링크'),
  peering: forms('peering, pcx, 피어링'),
  'elastic-ip': forms('elastic ip, eip, 탄력적 ip, 엘라스틱 ip, 공인 ip, 퍼블릭 ip, public ip'),
  firewall: forms('network firewall, firewall, nfw, 방화벽, 파이어월'),
  distribution: forms('cloudfront, cdn, 클라우드 프론트'),
  eni: forms('eni, network interface, 네트워크 인터페이스'),
  'flow-log': forms('flow log, 플로우 로그, 플로 로그, 흐름 로그'),
  cidr: forms('cidr, ip range, address space, 대역, ip 주소, 아이피'),

  // What NAT gateways are asked about
  traffic: forms(
    'traffic, bandwidth, throughput, usage, connections?, connection counts?, port allocation, port exhaustion',
    'saturated, utilization, bytes',
    '트래픽, 대역폭, 처리량, 사용량, 사용률, 연결 수, 커넥션, 포트 할당, 포트 고갈, 포화, 부하(?! ?분산)',
  ),
  outbound: forms(
    'outbound, egress, outgoing, internet (?:is |feels )?(?:slow|sluggish), internet speed, internet access',
    '아웃바운드, 외부로 나가, 외부 통신, 밖으로 나가, 인터넷으로 나가, 인터넷 나가, 나가는 트래픽, 외부 연결, 외부로, 바깥으로, 인터넷 속도, 인터넷이 느, 인터넷 느, 인터넷이 너무 느',
  ),
} satisfies Record<string, readonly string[]>;

export type Concept = keyof typeof concepts;
