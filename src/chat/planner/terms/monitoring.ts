import { type Term, term } from './term.ts';

/** Measuring and operating. */
export const monitoringTerms: readonly Term[] = [
  term(
    'CloudWatch',
    'cloudwatch, amazon cloudwatch, 클라우드워치',
    'AmazonCloudWatch/latest/monitoring/WhatIsCloudWatch.html',
    'AWS 리소스의 메트릭, 로그, 알람을 모으는 서비스입니다. 1분 메트릭은 15일, 5분은 63일, 1시간은 455일 보관됩니다.',
    'Collects metrics, logs and alarms of AWS resources. One-minute metrics are kept for 15 days, five-minute ones for 63, hourly ones for 455.',
  ),
  term(
    { ko: 'CloudWatch 알람', en: 'CloudWatch alarm' },
    'alarm, cloudwatch alarm, 알람, 경보',
    'AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
    '메트릭이 정한 기간 동안 임계값을 넘으면 상태가 ALARM으로 바뀌어 알림이나 자동 조치를 부르는 설정입니다. 데이터가 없을 때의 처리도 정해야 합니다.',
    'Goes to ALARM when a metric is beyond its threshold for the set periods, and then notifies or acts. What missing data mean has to be set too.',
  ),
  term(
    { ko: '패킷 손실', en: 'Packet loss' },
    'packet loss, packet drop, 패킷 손실, 패킷 드롭',
    'vpc/latest/userguide/nat-gateway-troubleshooting.html',
    '보낸 패킷 가운데 도착하지 못한 비율입니다. TCP는 재전송으로 메우므로 적은 손실도 느려짐으로 나타납니다. NAT 게이트웨이에서는 PacketsDropCount로 봅니다.',
    'The share of packets that do not arrive. TCP sends them again, so even a little shows as slowness. A NAT gateway counts them in PacketsDropCount.',
  ),
  term(
    { ko: '지연시간', en: 'Latency' },
    'latency, rtt, round trip time, 지연시간, 지연 시간, 레이턴시',
    'AWSEC2/latest/UserGuide/ec2-instance-network-bandwidth.html',
    '요청을 보내고 응답을 받기까지 걸리는 시간입니다. 같은 가용 영역 안이 가장 짧고 가용 영역 사이는 보통 한 자릿수 밀리초입니다.',
    'The time from a request to its answer: shortest within an Availability Zone, usually single-digit milliseconds between zones.',
  ),
  term(
    { ko: '대역폭과 처리량', en: 'Bandwidth and throughput' },
    'bandwidth, throughput, 대역폭, 처리량',
    'AWSEC2/latest/UserGuide/ec2-instance-network-bandwidth.html',
    '대역폭은 낼 수 있는 최대 속도, 처리량은 실제로 나온 속도입니다. 배치 그룹 밖의 단일 흐름은 5Gbps로 제한되므로 흐름을 여러 개로 나눠야 인스턴스 대역폭을 다 씁니다.',
    'Bandwidth is what could pass, throughput what does. A single flow outside of a cluster placement group is limited to 5 Gbps; several flows use the whole of an instance.',
  ),
  term(
    'Reachability Analyzer',
    'reachability analyzer, network reachability, 도달 가능성 분석기, 리처빌리티 애널라이저',
    'vpc/latest/reachability/what-is-reachability-analyzer.html',
    '패킷을 보내지 않고 설정만으로 두 지점이 통하는지 분석하는 AWS 서비스입니다. 막혀 있으면 막는 구성 요소를 알려 줍니다. netops path가 같은 일을 하며 분석마다 요금이 붙지 않습니다.',
    'An AWS service that tells from the configuration, without a packet, whether two points reach each other and what blocks. netops path does this too, at no price for each analysis.',
  ),
  term(
    'Auto Scaling',
    'auto scaling, auto scaling group, asg, 오토 스케일링, 오토스케일링',
    'autoscaling/ec2/userguide/what-is-amazon-ec2-auto-scaling.html',
    '부하나 일정에 따라 인스턴스 수를 조절하고, 비정상 인스턴스를 교체하는 서비스입니다. 타겟 그룹에 붙이면 새 인스턴스가 자동으로 등록됩니다.',
    'Changes the number of instances by load or schedule and replaces unhealthy ones. Attached to a target group it registers new instances by itself.',
  ),
  term(
    { ko: '데이터 전송 요금', en: 'Data transfer charges' },
    'data transfer, data transfer cost, egress cost, 데이터 전송, 데이터 전송 요금, 데이터 전송 비용',
    'https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer',
    '인터넷으로 나가는 데이터, 리전과 가용 영역 사이를 오가는 데이터에 GB 단위로 붙는 요금입니다. 인터넷에서 들어오는 데이터는 무료입니다. NAT 게이트웨이와 트랜짓 게이트웨이의 데이터 처리 요금은 별도로 더해집니다.',
    'The price by gigabyte of data to the internet, between Regions and between Availability Zones. Data in from the internet is free. Processing by NAT and transit gateways comes on top.',
  ),
  term(
    'Steampipe',
    'steampipe, 스팀파이프',
    'https://steampipe.io/docs',
    'AWS API를 PostgreSQL 테이블로 보여 주어 SQL로 조회하게 해 주는 오픈 소스 도구입니다. netops sql은 스냅샷 위에서 같은 이름의 테이블을 제공합니다.',
    'An open-source tool that shows the AWS APIs as tables of PostgreSQL, to be queried in SQL. netops sql offers tables of the same names over a snapshot.',
  ),
  term(
    'RTO',
    'rto, recovery time objective, rpo, 복구 시간 목표',
    'wellarchitected/latest/reliability-pillar/disaster-recovery-dr-objectives.html',
    'RTO는 장애 뒤 서비스를 되살리기까지 허용하는 시간, RPO는 잃어도 되는 데이터의 시간 폭입니다. 둘을 먼저 정해야 이중화와 백업 수준을 고를 수 있습니다.',
    'RTO is how long a recovery may take, RPO how much data in time may be lost. Both come before the choice of redundancy and backup.',
  ),
];
