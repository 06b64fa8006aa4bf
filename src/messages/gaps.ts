import type { Gap } from '../snapshot/snapshot.ts';
import type { Text } from './text.ts';

/** What a report loses when a read fails, by `service:Operation`. Every read of `aws/` has its sentence here. */
const lost = {
  'ec2:DescribeVpcs': {
    ko: 'VPC를 읽지 못해 이 리전의 네트워크 분석이 빠집니다.',
    en: 'No VPCs: the network of this region is not analysed.',
  },
  'ec2:DescribeVpcAttribute': {
    ko: 'VPC의 DNS 설정(enableDnsSupport, enableDnsHostnames)을 확인하지 못합니다.',
    en: "The VPCs' DNS settings (enableDnsSupport, enableDnsHostnames) are unknown.",
  },
  'ec2:DescribeSubnets': {
    ko: '서브넷을 읽지 못해 공개/프라이빗 구분, 주소 사용률, 가용 영역 분산을 판단하지 못합니다.',
    en: 'No subnets: public or private, address use and spread over zones are unknown.',
  },
  'ec2:DescribeRouteTables': {
    ko: '라우트 테이블을 읽지 못해 경로, 블랙홀, 인터넷 노출을 판단하지 못합니다.',
    en: 'No route tables: paths, blackholes and internet exposure are unknown.',
  },
  'ec2:DescribeInternetGateways': {
    ko: '인터넷 게이트웨이 연결 상태를 확인하지 못합니다.',
    en: 'Internet gateways and what they are attached to are unknown.',
  },
  'ec2:DescribeEgressOnlyInternetGateways': {
    ko: 'IPv6 송신 전용 게이트웨이를 확인하지 못합니다.',
    en: 'Egress-only internet gateways (IPv6) are unknown.',
  },
  'ec2:DescribeNatGateways': {
    ko: 'NAT 게이트웨이의 상태, 가용 영역 분산, 트래픽, 비용이 빠집니다.',
    en: "NAT gateways' state, zones, traffic and cost are missing.",
  },
  'ec2:DescribeSecurityGroups': {
    ko: '보안 그룹을 읽지 못해 열린 포트와 차단 원인을 판단하지 못합니다.',
    en: 'No security groups: open ports and causes of blocked traffic are unknown.',
  },
  'ec2:DescribeSecurityGroupRules': {
    ko: '보안 그룹 규칙의 ID를 알 수 없어 조치 명령이 규칙 ID 대신 규칙 내용으로 적힙니다.',
    en: 'Security group rule ids are unknown: fixes name a rule by its content instead.',
  },
  'ec2:DescribeSecurityGroupVpcAssociations': {
    ko: '다른 VPC에 연결된 보안 그룹을 확인하지 못합니다.',
    en: 'Security groups associated with further VPCs are unknown.',
  },
  'ec2:DescribeNetworkAcls': {
    ko: '네트워크 ACL을 읽지 못해 서브넷 경계에서 막히는 트래픽을 판단하지 못합니다.',
    en: "No network ACLs: what is blocked at a subnet's edge is unknown.",
  },
  'ec2:DescribeNetworkInterfaces': {
    ko: '네트워크 인터페이스를 읽지 못해 보안 그룹 사용 여부, 사설 주소와 자원의 연결, 도달성을 판단하지 못합니다.',
    en: 'No network interfaces: use of security groups, who holds an address, and reachability are unknown.',
  },
  'ec2:DescribeNetworkInterfaceAttribute': {
    ko: '인터페이스가 시작할 때 퍼블릭 IP를 받는지 알 수 없습니다.',
    en: 'Whether an interface gets a public address at start is unknown.',
  },
  'ec2:DescribeInstances': {
    ko: '인스턴스를 읽지 못해 대상 상태의 원인과 서브넷의 용도를 판단하지 못합니다.',
    en: 'No instances: causes behind target health and the purpose of subnets are unknown.',
  },
  'ec2:DescribeInstanceStatus': {
    ko: '인스턴스 상태 검사(시스템, 인스턴스) 결과가 빠집니다.',
    en: 'Results of the instance and system status checks are missing.',
  },
  'ec2:DescribeAddresses': {
    ko: '탄력적 IP를 읽지 못해 미사용 주소와 그 비용이 빠집니다.',
    en: 'No Elastic IPs: unused addresses and their cost are missing.',
  },
  'ec2:DescribeVpcEndpoints': {
    ko: 'VPC 엔드포인트를 읽지 못해 없는 엔드포인트와 NAT 비용 절감분을 판단하지 못합니다.',
    en: 'No VPC endpoints: missing ones and what they would save on NAT are unknown.',
  },
  'ec2:DescribeVpcEndpointServiceConfigurations': {
    ko: '이 계정이 제공하는 엔드포인트 서비스(PrivateLink)가 빠집니다.',
    en: 'Endpoint services (PrivateLink) that this account offers are missing.',
  },
  'ec2:DescribeVpcEndpointServicePermissions': {
    ko: '이 계정의 엔드포인트 서비스(PrivateLink)를 누가 쓸 수 있는지 알 수 없습니다.',
    en: "Who may connect to this account's endpoint services (PrivateLink) is unknown.",
  },
  'ec2:DescribeVpcEndpointServices': {
    ko: '이 리전에서 쓸 수 있는 엔드포인트 서비스와 가용 영역을 알 수 없습니다.',
    en: 'Endpoint services usable in this region, and their zones, are unknown.',
  },
  'ec2:DescribeVpcPeeringConnections': {
    ko: 'VPC 피어링을 통한 경로를 판단하지 못합니다.',
    en: 'Paths over VPC peering are unknown.',
  },
  'ec2:DescribeTransitGateways': {
    ko: 'Transit Gateway의 설정(ASN, 기본 연결, ECMP)이 빠집니다.',
    en: "Transit gateways' settings (ASN, default association, ECMP) are missing.",
  },
  'ec2:DescribeTransitGatewayAttachments': {
    ko: 'Transit Gateway에 무엇이 연결되어 있는지 알 수 없습니다.',
    en: 'What is attached to the transit gateways is unknown.',
  },
  'ec2:DescribeTransitGatewayVpcAttachments': {
    ko: 'Transit Gateway VPC 연결의 서브넷과 어플라이언스 모드를 알 수 없습니다.',
    en: 'Subnets and appliance mode of the transit gateway VPC attachments are unknown.',
  },
  'ec2:DescribeTransitGatewayPeeringAttachments': {
    ko: 'Transit Gateway 간 피어링을 알 수 없습니다.',
    en: 'Peerings between transit gateways are unknown.',
  },
  'ec2:DescribeTransitGatewayRouteTables': {
    ko: 'Transit Gateway 라우트 테이블을 읽지 못해 VPC 간 경로를 판단하지 못합니다.',
    en: 'No transit gateway route tables: who reaches whom between VPCs is unknown.',
  },
  'ec2:GetTransitGatewayRouteTableAssociations': {
    ko: '연결(attachment)이 어느 Transit Gateway 라우트 테이블을 쓰는지 알 수 없습니다.',
    en: 'Which transit gateway route table an attachment uses is unknown.',
  },
  'ec2:GetTransitGatewayRouteTablePropagations': {
    ko: 'Transit Gateway 라우트 테이블로 전파되는 경로의 출처와 백업 경로를 알 수 없습니다.',
    en: 'What propagates to the transit gateway route tables, and the backup routes, are unknown.',
  },
  'ec2:SearchTransitGatewayRoutes': {
    ko: 'Transit Gateway 경로를 읽지 못해 VPC 간, 온프레미스 경로를 판단하지 못합니다.',
    en: 'No transit gateway routes: paths between VPCs and to on-premises are unknown.',
  },
  'ec2:GetTransitGatewayPrefixListReferences': {
    ko: 'Transit Gateway 라우트 테이블의 접두사 목록 참조를 알 수 없습니다.',
    en: 'Prefix list references of the transit gateway route tables are unknown.',
  },
  'ec2:DescribeTransitGatewayPolicyTables': {
    ko: 'Transit Gateway 정책 테이블이 있는지 알 수 없습니다.',
    en: 'Whether transit gateways have policy tables is unknown.',
  },
  'ec2:GetTransitGatewayPolicyTableEntries': {
    ko: 'Transit Gateway 정책 테이블의 규칙을 알 수 없어 어느 라우트 테이블이 쓰이는지 판단하지 못합니다.',
    en: 'The rules of the transit gateway policy tables, and so the route tables they pick, are unknown.',
  },
  'ec2:DescribeVpnConnections': {
    ko: 'VPN 터널 상태를 알 수 없어 하이브리드 연결의 이중화를 판단하지 못합니다.',
    en: 'VPN tunnel states are unknown, and so is the redundancy of the hybrid link.',
  },
  'ec2:DescribeVpnGateways': {
    ko: '가상 프라이빗 게이트웨이를 확인하지 못합니다.',
    en: 'Virtual private gateways are unknown.',
  },
  'ec2:DescribeCustomerGateways': {
    ko: '고객 게이트웨이(온프레미스 측 주소, ASN)가 빠집니다.',
    en: 'Customer gateways (address and ASN on premises) are missing.',
  },
  'ec2:DescribeManagedPrefixLists': {
    ko: '접두사 목록을 읽지 못해 이를 쓰는 경로와 보안 그룹 규칙을 해석하지 못합니다.',
    en: 'No prefix lists: routes and security group rules that use them cannot be resolved.',
  },
  'ec2:GetManagedPrefixListEntries': {
    ko: '접두사 목록의 항목을 알 수 없어 이를 쓰는 경로와 보안 그룹 규칙을 해석하지 못합니다.',
    en: 'Prefix list entries are unknown: routes and security group rules that use them cannot be resolved.',
  },
  'ec2:DescribeDhcpOptions': {
    ko: 'DHCP 옵션을 읽지 못해 인스턴스가 어느 DNS 서버를 쓰는지 알 수 없습니다.',
    en: 'No DHCP options: which DNS servers the instances use is unknown.',
  },
  'ec2:DescribeFlowLogs': {
    ko: 'VPC Flow Logs 설정 여부를 판단하지 못합니다.',
    en: 'Whether VPC flow logs are on is unknown.',
  },
  'ec2:DescribeAvailabilityZones': {
    ko: '가용 영역 목록이 없어 영역 ID 대조와 영역 분산 판단이 부정확할 수 있습니다.',
    en: 'No zone list: zone ids and the judgement of spread over zones may be off.',
  },
  'ec2:DescribeRegions': {
    ko: '이 계정에서 켜진 리전을 확인하지 못합니다.',
    en: 'Which regions are on in this account is unknown.',
  },
  'ec2:DescribeVpcBlockPublicAccessOptions': {
    ko: 'VPC 퍼블릭 액세스 차단이 켜져 있는지 알 수 없어 인터넷 노출이 실제보다 넓게 보일 수 있습니다.',
    en: 'Whether VPC Block Public Access is on is unknown: internet exposure may look wider than it is.',
  },
  'ec2:DescribeVpcBlockPublicAccessExclusions': {
    ko: 'VPC 퍼블릭 액세스 차단의 예외를 알 수 없습니다.',
    en: 'Exclusions from VPC Block Public Access are unknown.',
  },
  'ec2:GetInstanceMetadataDefaults': {
    ko: '새 인스턴스에 IMDSv2가 기본으로 강제되는지 알 수 없습니다.',
    en: 'Whether new instances require IMDSv2 by default is unknown.',
  },
  'elbv2:DescribeLoadBalancers': {
    ko: '로드 밸런서 분석이 빠집니다.',
    en: 'Load balancers are not analysed.',
  },
  'elbv2:DescribeTags': {
    ko: '로드 밸런서와 대상 그룹의 태그가 빠집니다.',
    en: 'Tags of load balancers and target groups are missing.',
  },
  'elbv2:DescribeLoadBalancerAttributes': {
    ko: '로드 밸런서의 액세스 로그, 삭제 방지, 교차 영역 설정을 알 수 없습니다.',
    en: "Load balancers' access logs, deletion protection and cross-zone settings are unknown.",
  },
  'elbv2:DescribeListeners': {
    ko: '리스너를 읽지 못해 HTTPS 사용 여부와 대상 그룹이 쓰이는지를 판단하지 못합니다.',
    en: 'No listeners: use of HTTPS and which target groups are in use are unknown.',
  },
  'elbv2:DescribeRules': {
    ko: '리스너 규칙을 읽지 못해 요청이 어느 대상 그룹으로 가는지 알 수 없습니다.',
    en: 'No listener rules: which target group a request goes to is unknown.',
  },
  'elbv2:DescribeTargetGroups': {
    ko: '대상 그룹을 읽지 못해 헬스 체크 분석이 빠집니다.',
    en: 'No target groups: health checks are not analysed.',
  },
  'elbv2:DescribeTargetGroupAttributes': {
    ko: '대상 그룹의 등록 해제 지연, 고정 세션, 클라이언트 IP 보존 설정을 알 수 없습니다.',
    en: "Target groups' deregistration delay, stickiness and client IP preservation are unknown.",
  },
  'elbv2:DescribeTargetHealth': {
    ko: '대상 상태를 알 수 없어 비정상 대상과 그 원인이 빠집니다.',
    en: 'Target health is unknown: unhealthy targets and their causes are missing.',
  },
  'route53:ListHostedZones': {
    ko: 'Route 53 호스팅 영역 분석이 빠집니다.',
    en: 'Route 53 hosted zones are not analysed.',
  },
  'route53:GetHostedZone': {
    ko: '프라이빗 호스팅 영역이 어느 VPC에 연결되어 있는지 알 수 없습니다.',
    en: 'Which VPCs a private hosted zone is associated with is unknown.',
  },
  'route53:ListResourceRecordSets': {
    ko: 'DNS 레코드를 읽지 못해 이름 해석과 장애 조치 레코드를 판단하지 못합니다.',
    en: 'No DNS records: name resolution and failover records are unknown.',
  },
  'route53:ListHealthChecks': {
    ko: 'Route 53 헬스 체크 설정이 빠집니다.',
    en: 'Route 53 health checks are missing.',
  },
  'route53:GetHealthCheckStatus': {
    ko: 'Route 53 헬스 체크의 현재 상태를 알 수 없습니다.',
    en: 'The present state of Route 53 health checks is unknown.',
  },
  'route53:ListQueryLoggingConfigs': {
    ko: '퍼블릭 영역의 DNS 쿼리 로깅 여부를 알 수 없습니다.',
    en: 'Whether queries to public zones are logged is unknown.',
  },
  'route53:GetDNSSEC': {
    ko: '퍼블릭 영역이 DNSSEC으로 서명되는지 알 수 없습니다.',
    en: 'Whether public zones are signed (DNSSEC) is unknown.',
  },
  'route53domains:ListDomains': {
    ko: '등록한 도메인의 이전 잠금과 만료일을 알 수 없습니다.',
    en: 'Transfer lock and expiry of registered domains are unknown.',
  },
  'route53resolver:ListResolverEndpoints': {
    ko: 'Resolver 엔드포인트를 읽지 못해 온프레미스와의 DNS 연동을 판단하지 못합니다.',
    en: 'No Resolver endpoints: DNS to and from on-premises is unknown.',
  },
  'route53resolver:ListResolverEndpointIpAddresses': {
    ko: 'Resolver 엔드포인트의 주소와 가용 영역을 알 수 없습니다.',
    en: "Resolver endpoints' addresses and zones are unknown.",
  },
  'route53resolver:ListResolverRules': {
    ko: '전달 규칙을 읽지 못해 어느 도메인이 온프레미스로 가는지 알 수 없습니다.',
    en: 'No forward rules: which domains go to on-premises is unknown.',
  },
  'route53resolver:ListResolverRuleAssociations': {
    ko: '전달 규칙이 어느 VPC에 연결되어 있는지 알 수 없습니다.',
    en: 'Which VPCs the forward rules are associated with is unknown.',
  },
  'route53resolver:ListResolverQueryLogConfigs': {
    ko: 'VPC DNS 쿼리 로깅 설정을 알 수 없습니다.',
    en: 'Query logging of the VPC resolvers is unknown.',
  },
  'route53resolver:ListResolverQueryLogConfigAssociations': {
    ko: '어느 VPC의 DNS 쿼리가 로깅되는지 알 수 없습니다.',
    en: 'Which VPCs log their DNS queries is unknown.',
  },
  'route53resolver:ListFirewallRuleGroups': {
    ko: 'DNS Firewall 규칙 그룹이 빠집니다.',
    en: 'DNS Firewall rule groups are missing.',
  },
  'route53resolver:ListFirewallRules': {
    ko: 'DNS Firewall 규칙을 알 수 없어 막히는 도메인을 판단하지 못합니다.',
    en: 'DNS Firewall rules are unknown, and so is what they block.',
  },
  'route53resolver:ListFirewallDomainLists': {
    ko: 'DNS Firewall 도메인 목록이 빠집니다.',
    en: 'DNS Firewall domain lists are missing.',
  },
  'route53resolver:ListFirewallDomains': {
    ko: 'DNS Firewall 도메인 목록의 내용을 알 수 없습니다.',
    en: 'The domains in the DNS Firewall lists are unknown.',
  },
  'route53resolver:ListFirewallRuleGroupAssociations': {
    ko: 'DNS Firewall이 어느 VPC에 적용되는지 알 수 없습니다.',
    en: 'Which VPCs DNS Firewall applies to is unknown.',
  },
  'route53resolver:ListFirewallConfigs': {
    ko: 'DNS Firewall의 장애 시 동작(fail-open 여부)을 알 수 없습니다.',
    en: 'Whether DNS Firewall fails open is unknown.',
  },
  'directconnect:DescribeConnections': {
    ko: 'Direct Connect 회선 상태를 알 수 없습니다.',
    en: 'The state of Direct Connect connections is unknown.',
  },
  'directconnect:DescribeVirtualInterfaces': {
    ko: 'Direct Connect 가상 인터페이스와 BGP 상태를 알 수 없습니다.',
    en: 'Direct Connect virtual interfaces and their BGP state are unknown.',
  },
  'directconnect:DescribeDirectConnectGateways': {
    ko: 'Direct Connect 게이트웨이가 빠집니다.',
    en: 'Direct Connect gateways are missing.',
  },
  'directconnect:DescribeDirectConnectGatewayAssociations': {
    ko: 'Direct Connect 게이트웨이의 연결과 허용 접두사를 알 수 없습니다.',
    en: "Direct Connect gateways' associations and allowed prefixes are unknown.",
  },
  'directconnect:DescribeDirectConnectGatewayAttachments': {
    ko: 'Direct Connect 게이트웨이에 연결된 가상 인터페이스를 알 수 없습니다.',
    en: 'Which virtual interfaces are attached to the Direct Connect gateways is unknown.',
  },
  'cloudfront:ListDistributions': {
    ko: 'CloudFront 배포와 캐시 분석이 빠집니다.',
    en: 'CloudFront distributions and caching are not analysed.',
  },
  'cloudfront:GetDistributionConfig': {
    ko: 'CloudFront 배포의 로깅 설정을 알 수 없습니다.',
    en: 'Whether the CloudFront distributions log is unknown.',
  },
  'wafv2:ListWebACLs': {
    ko: 'WAF 웹 ACL 분석이 빠집니다.',
    en: 'WAF web ACLs are not analysed.',
  },
  'wafv2:GetWebACL': {
    ko: 'WAF 웹 ACL의 규칙을 알 수 없습니다.',
    en: 'The rules of the WAF web ACLs are unknown.',
  },
  'wafv2:ListResourcesForWebACL': {
    ko: 'WAF가 어느 로드 밸런서를 보호하는지 알 수 없습니다.',
    en: 'Which load balancers WAF protects is unknown.',
  },
  'wafv2:ListLoggingConfigurations': {
    ko: 'WAF 로깅 여부를 알 수 없습니다.',
    en: 'Whether WAF logs are on is unknown.',
  },
  'shield:GetSubscriptionState': {
    ko: 'Shield Advanced 구독 여부를 알 수 없습니다.',
    en: 'Whether Shield Advanced is subscribed is unknown.',
  },
  'shield:ListProtections': {
    ko: 'Shield Advanced가 보호하는 자원을 알 수 없습니다.',
    en: 'What Shield Advanced protects is unknown.',
  },
  'guardduty:ListDetectors': {
    ko: 'GuardDuty 사용 여부를 알 수 없습니다.',
    en: 'Whether GuardDuty is on is unknown.',
  },
  'guardduty:GetDetector': {
    ko: 'GuardDuty 탐지기의 설정(Flow Logs, DNS 로그)을 알 수 없습니다.',
    en: "The GuardDuty detector's settings (flow logs, DNS logs) are unknown.",
  },
  'guardduty:ListFindings': {
    ko: 'GuardDuty가 찾은 위협이 빠집니다.',
    en: 'Threats that GuardDuty found are missing.',
  },
  'guardduty:GetFindings': {
    ko: 'GuardDuty가 찾은 위협의 내용이 빠집니다.',
    en: 'What threats GuardDuty found is missing.',
  },
  'networkfirewall:ListFirewalls': {
    ko: 'Network Firewall을 읽지 못해 검사 경로를 판단하지 못합니다.',
    en: 'No network firewalls: what is inspected is unknown.',
  },
  'networkfirewall:DescribeFirewall': {
    ko: 'Network Firewall의 엔드포인트와 상태를 알 수 없어 검사 경로를 판단하지 못합니다.',
    en: "Network firewalls' endpoints and state are unknown, and so is what is inspected.",
  },
  'networkfirewall:DescribeFirewallPolicy': {
    ko: 'Network Firewall 정책을 알 수 없어 무엇이 막히는지 판단하지 못합니다.',
    en: 'Network Firewall policies are unknown, and so is what they block.',
  },
  'networkfirewall:DescribeRuleGroup': {
    ko: 'Network Firewall 규칙 그룹을 알 수 없어 무엇이 막히는지 판단하지 못합니다.',
    en: 'Network Firewall rule groups are unknown, and so is what they block.',
  },
  'networkfirewall:DescribeLoggingConfiguration': {
    ko: 'Network Firewall 로그가 어디로 가는지 알 수 없습니다.',
    en: 'Where Network Firewall logs go is unknown.',
  },
  'iam:GetAccountSummary': {
    ko: '루트 사용자 MFA 여부를 확인하지 못합니다.',
    en: 'Whether the root user has MFA is unknown.',
  },
  'iam:ListAccountAliases': {
    ko: '계정 별칭을 알 수 없어 계정이 번호로만 표시됩니다.',
    en: 'The account alias is unknown: the account is shown by number.',
  },
  'iam:GetCredentialReport': {
    ko: 'IAM 자격 증명 보고서가 없어 사용자별 MFA와 액세스 키 점검이 빠집니다.',
    en: "No IAM credential report: users' MFA and access keys are not checked.",
  },
  'iam:GenerateCredentialReport': {
    ko: 'IAM 자격 증명 보고서를 만들지 못해 사용자별 MFA와 액세스 키 점검이 빠집니다.',
    en: "The IAM credential report could not be made: users' MFA and access keys are not checked.",
  },
  'cloudwatch:DescribeAlarms': {
    ko: '네트워크 알람 설정 여부를 판단하지 못합니다.',
    en: 'Which network alarms exist is unknown.',
  },
  'cloudwatch:GetMetricData': {
    ko: 'CloudWatch 지표가 없어 트래픽과 성능 분석이 빠집니다.',
    en: 'No CloudWatch metrics: traffic and performance are not analysed.',
  },
  'logs:DescribeLogGroups': {
    ko: '로그 그룹과 보존 기간을 알 수 없습니다.',
    en: 'Log groups and their retention are unknown.',
  },
  'logs:DescribeDeliverySources': {
    ko: 'AWS 서비스의 로그 전달(CloudFront 표준 로깅 v2 등) 설정을 알 수 없습니다.',
    en: "Log deliveries of AWS services (such as CloudFront's standard logging v2) are unknown.",
  },
  'logs:StartQuery': {
    ko: 'Flow Logs를 조회하지 못해 누가 어디와 통신하는지 알 수 없습니다.',
    en: 'Flow logs could not be queried: who talks to whom is unknown.',
  },
  'logs:GetQueryResults': {
    ko: 'Flow Logs 조회 결과를 받지 못해 누가 어디와 통신하는지 알 수 없습니다.',
    en: 'The flow log query has no results: who talks to whom is unknown.',
  },
  'logs:StopQuery': {
    ko: '중단한 Flow Logs 조회가 끝까지 실행되어 스캔 요금이 더 나올 수 있습니다.',
    en: 'A flow log query that was given up runs to its end, and its scan is billed.',
  },
  'cloudtrail:LookupEvents': {
    ko: '최근 변경 이력(CloudTrail)이 빠집니다.',
    en: 'Recent changes (CloudTrail) are missing.',
  },
  'cloudtrail:DescribeTrails': {
    ko: 'CloudTrail 추적이 있는지 알 수 없어 API 호출 기록이 남는지 판단하지 못합니다.',
    en: 'Which trails exist is unknown, and so is whether API calls are recorded.',
  },
  'cloudtrail:GetTrailStatus': {
    ko: 'CloudTrail 추적이 켜져 있는지, 로그가 제대로 저장되는지 알 수 없습니다.',
    en: 'Whether the trails are on and deliver their logs is unknown.',
  },
  'cloudtrail:GetEventSelectors': {
    ko: 'CloudTrail 추적이 어떤 이벤트를 기록하는지 알 수 없습니다.',
    en: 'Which events the trails record is unknown.',
  },
  'acm:ListCertificates': {
    ko: 'ACM 인증서를 읽지 못해 만료와 갱신 여부를 판단하지 못합니다.',
    en: 'No ACM certificates: expiry and renewal are unknown.',
  },
  'acm:DescribeCertificate': {
    ko: 'ACM 인증서의 만료일, 갱신 상태, 사용처를 알 수 없습니다.',
    en: "ACM certificates' expiry, renewal and use are unknown.",
  },
  'configservice:DescribeConfigurationRecorders': {
    ko: 'AWS Config 사용 여부를 알 수 없습니다.',
    en: 'Whether AWS Config is set up is unknown.',
  },
  'configservice:DescribeConfigurationRecorderStatus': {
    ko: 'AWS Config 레코더가 기록 중인지 알 수 없습니다.',
    en: 'Whether the AWS Config recorder is recording is unknown.',
  },
  'ssm:DescribeInstanceInformation': {
    ko: 'Systems Manager가 관리하는 인스턴스를 알 수 없어 Session Manager로 접속할 수 있는지 판단하지 못합니다.',
    en: 'Which instances Systems Manager manages, and so which Session Manager can reach, is unknown.',
  },
  's3:ListBuckets': {
    ko: 'S3 버킷 이름을 알 수 없어 없는 버킷을 가리키는 DNS 레코드와 오리진을 판단하지 못합니다.',
    en: 'S3 bucket names are unknown: DNS records and origins that lead to a bucket which is gone cannot be told.',
  },
  'sts:AssumeRole': {
    ko: '역할을 맡지 못해 이 계정을 읽지 못했습니다.',
    en: 'The role could not be assumed: this account was not read.',
  },
  'sts:GetCallerIdentity': {
    ko: '호출자와 계정 번호를 확인하지 못해 계정을 자원의 소유자로 판단했습니다.',
    en: "The caller and account number could not be confirmed: the account was told by its resources' owner.",
  },
  'pricing:GetProducts': {
    ko: '단가를 새로 받지 못해 있던 단가표를 씁니다.',
    en: 'Prices were not refreshed: those that were there are used.',
  },
} satisfies Record<string, Text>;

/** `service:Operation` of every read that a gap can name. */
export type ReadOperation = keyof typeof lost;

/** What the report loses without a read. */
export const lostWithout = (operation: ReadOperation): Text => lost[operation];

/** What the report lacks because of a gap, and why, where AWS's code alone does not say it. */
export function gapMeans(gap: Gap): Text {
  const known: Text | undefined = (lost as Record<string, Text>)[`${gap.service}:${gap.operation}`];
  const lacks = (Object.hasOwn(partly, gap.code) ? partly[gap.code] : undefined) ??
    known ?? {
      ko: `${gap.service} ${gap.operation} 결과가 보고서에서 빠집니다.`,
      en: `What ${gap.service} ${gap.operation} answers is missing from the report.`,
    };
  const why = reason(gap);
  return why === undefined ? lacks : { ko: `${lacks.ko} ${why.ko}`, en: `${lacks.en} ${why.en}` };
}

/** What a read lacks that answered less than there is, by the code that the collectors give it. */
const partly: Readonly<Record<string, Text>> = {
  TooManyFindings: {
    ko: 'GuardDuty가 찾은 위협을 심각도가 높은 순으로 1,000건까지만 읽었습니다.',
    en: 'Of the threats that GuardDuty found, only the 1,000 most severe were read.',
  },
};

/** Why a read failed, as one sentence, for codes that a reader would have to look up. */
export function reason({ code, message = '' }: Gap): Text | undefined {
  if (/^(AccessDenied|Unauthorized)/.test(code)) {
    const policy = deniedBy.find(([words]) => words.test(message));
    return policy?.[1];
  }
  if (code === 'NetworkError' && /ENOTFOUND/.test(message)) return noEndpoint;
  return Object.hasOwn(reasons, code) ? reasons[code] : undefined;
}

const noEndpoint: Text = {
  ko: '이 리전에는 서비스 엔드포인트가 없거나, DNS가 그 이름을 찾지 못합니다.',
  en: 'The service has no endpoint in this region, or DNS does not find its name.',
};

const notSignedUp: Text = {
  ko: '이 계정은 이 서비스에 가입되어 있지 않습니다(가입 절차 미완료 또는 계정 정지).',
  en: 'The account is not signed up for this service: its registration is unfinished, or it is suspended.',
};

const notEnabled: Text = {
  ko: '이 계정에서 켜지 않은(옵트인하지 않은) 리전이거나, 이 리전에서 받지 않는 자격 증명입니다.',
  en: 'The region is not enabled in this account (opt-in), or does not take these credentials.',
};

const reportNotReady: Text = {
  ko: 'AWS가 보고서를 20초 안에 만들지 못했습니다. 몇 분 뒤 다시 실행하세요.',
  en: 'AWS did not write the report within 20 seconds: run it again in a few minutes.',
};

const reasons: Readonly<Record<string, Text>> = {
  OptInRequired: notSignedUp,
  SubscriptionRequired: notSignedUp,
  SubscriptionRequiredException: notSignedUp,
  // Services refuse a region that is not enabled by saying that they do not know the caller.
  AuthFailure: notEnabled,
  InvalidClientTokenId: notEnabled,
  RegionDisabledException: notEnabled,
  UnrecognizedClientException: notEnabled,
  CredentialReportNotReadyException: reportNotReady,
  NoSuchConfigurationRecorder: {
    ko: '이 리전에는 AWS Config 레코더가 없습니다.',
    en: 'The region has no AWS Config recorder.',
  },
  NoSuchConfigurationRecorderException: {
    ko: '이 리전에는 AWS Config 레코더가 없습니다.',
    en: 'The region has no AWS Config recorder.',
  },
  ServiceNotInPartition: {
    ko: '이 AWS 파티션에는 없는 서비스입니다.',
    en: 'This AWS partition does not have the service.',
  },
};

/**
 * Which policy forbids a call, by AWS's words: another statement in the caller's own policies would not help.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
const deniedBy: readonly (readonly [RegExp, Text])[] = [
  [
    /service control polic/i,
    {
      ko: '조직의 서비스 제어 정책(SCP)이 이 호출을 금지합니다.',
      en: 'A service control policy (SCP) of the organization forbids the call.',
    },
  ],
  [
    /resource control polic/i,
    {
      ko: '조직의 리소스 제어 정책(RCP)이 이 호출을 금지합니다.',
      en: 'A resource control policy (RCP) of the organization forbids the call.',
    },
  ],
  [
    /permissions boundar/i,
    {
      ko: '호출자의 권한 경계(permissions boundary)가 이 호출을 허용하지 않습니다.',
      en: "The caller's permissions boundary does not allow the call.",
    },
  ],
  [
    /VPC endpoint polic/i,
    {
      ko: 'VPC 엔드포인트 정책이 이 호출을 허용하지 않습니다.',
      en: 'The policy of a VPC endpoint does not allow the call.',
    },
  ],
  [
    /session polic/i,
    {
      ko: '세션 정책이 이 호출을 허용하지 않습니다.',
      en: 'The session policy does not allow the call.',
    },
  ],
];
