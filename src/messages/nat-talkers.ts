import { plural } from './plural.ts';
import type { Text } from './text.ts';

/** What flow logs tell about NAT gateways, for `netops nat`. */

const n = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 1 });

export const none = (vpcs: readonly string[]): Text => ({
  ko: `${vpcs.join(', ')}에 VPC Flow Logs가 없어 누가 어디로 보내는지 알 수 없습니다. 켜는 비용과 명령은 비용 최적화에 있습니다.`,
  en: `Without VPC flow logs in ${vpcs.join(', ')} it is not known who talks to whom. Cost has what turning them on costs, and the command.`,
});
export const notRead: Text = {
  ko: 'Flow Logs 설정을 읽지 못해 누가 어디로 보내는지 알 수 있는지조차 확인하지 못했습니다.',
  en: 'Flow logs could not be read: whether they could tell who talks to whom is unknown.',
};
export const notCloudWatch = (gateway: string, log: string, destination: string): Text => ({
  ko: `${gateway}: Flow Logs(${log})가 ${destination || 'CloudWatch Logs 밖'}에 저장됩니다. netops는 S3와 Firehose를 읽지 않습니다. Athena에서 AWS 콘솔의 'Athena 통합 생성'으로 테이블을 만들고 다음 쿼리를 실행합니다.`,
  en: `${gateway}: its flow logs (${log}) go to ${destination || 'a place outside of CloudWatch Logs'}. netops does not read S3 or Firehose. Make a table by the console’s “Generate Athena integration”, and run this in Athena.`,
});
export const missingFields = (gateway: string, log: string, fields: string): Text => ({
  ko: `${gateway}: Flow Logs(${log})의 형식에 ${fields} 필드가 없어 송신자와 목적지를 가릴 수 없습니다. 기본 형식이나 이 필드를 넣은 형식으로 다시 만들어야 합니다.`,
  en: `${gateway}: the format of its flow logs (${log}) lacks ${fields}: senders and destinations cannot be told. Create them anew in the default format or with these fields.`,
});
export const mixedFormats = (gateway: string, group: string): Text => ({
  ko: `${gateway}: 로그 그룹 ${group}에 형식이 다른 Flow Logs가 섞여 있어 레코드를 해석할 수 없습니다. 형식마다 로그 그룹을 나눠야 합니다.`,
  en: `${gateway}: flow logs of several formats go to ${group}, and a record does not say which it is in. Give each format a group of its own.`,
});
export const rejectsOnly = (gateway: string, log: string): Text => ({
  ko: `${gateway}: Flow Logs(${log})가 거부된 트래픽(REJECT)만 기록합니다. 송신량을 보려면 ALL 또는 ACCEPT로 만들어야 합니다.`,
  en: `${gateway}: its flow logs (${log}) record what is rejected alone. For who sends what they must record ALL or ACCEPT.`,
});
export const failing = (gateway: string, log: string, detail: string): Text => ({
  ko: `${gateway}: Flow Logs(${log})가 전달되지 않습니다(${detail || 'DeliverLogsStatus FAILED'}). 전달 역할의 권한을 확인합니다.`,
  en: `${gateway}: its flow logs (${log}) are not delivered (${detail || 'DeliverLogsStatus FAILED'}). See what its delivery role may do.`,
});
export const noAnswer = (gateway: string): Text => ({
  ko: `${gateway}: Flow Logs를 조회하지 못했습니다. 위의 읽지 못한 항목을 확인하세요.`,
  en: `${gateway}: the flow logs could not be queried. See what could not be read.`,
});
export const notAsked = (gateway: string): Text => ({
  ko: `${gateway}: Flow Logs는 있지만 조회하지 않아 누가 어디로 보내는지 알 수 없습니다.`,
  en: `${gateway}: there are flow logs, and they were not queried: who talks to whom is unknown.`,
});
export const nothingThere = (gateway: string, window: string): Text => ({
  ko: `${gateway}: ${window}의 Flow Logs 레코드가 아직 없습니다. 기록은 켠 뒤부터이며 10분 단위로 모아 약 5분 뒤에 보입니다.`,
  en: `${gateway}: the flow logs have no records of ${window} yet. They begin when they are turned on, in windows of 10 minutes, and take about 5 more to arrive.`,
});
export const basis = (gateway: string, window: string, percent: number | null, scanned: string): Text => ({
  ko: `${gateway}: Flow Logs ${window}.${percent === null ? '' : ` 같은 시간 NAT 지표의 ${n(percent)}%를 설명합니다.`} 조회에 ${scanned} 스캔(Logs Insights는 스캔한 GB만큼 과금, --no-flow-logs로 생략).`,
  en: `${gateway}: flow logs of ${window}.${percent === null ? '' : ` They account for ${n(percent)} % of what the metrics have for that time.`} ${scanned} scanned, which Logs Insights bills by the GB (--no-flow-logs leaves it out).`,
});
export const label = {
  client: { ko: '송신자', en: 'Source' },
  destination: { ko: '목적지', en: 'Destination' },
  address: { ko: '주소', en: 'Address' },
  share: { ko: '비중', en: 'Share' },
} satisfies Record<string, Text>;

/** What is at an address. */
export const kind: Record<string, Text> = {
  s3: { ko: 'S3', en: 'S3' },
  dynamodb: { ko: 'DynamoDB', en: 'DynamoDB' },
  'aws-service': { ko: 'AWS 서비스', en: 'AWS service' },
  instance: { ko: '인스턴스', en: 'instance' },
  vpc: { ko: 'VPC', en: 'VPC' },
  private: { ko: '사설 주소(온프레미스 등)', en: 'private address (on-premises, for one)' },
  internet: { ko: '인터넷', en: 'internet' },
};

const protocolName = (protocol: number): string =>
  protocol === 6 ? 'TCP' : protocol === 17 ? 'UDP' : `IP ${protocol}`;

/** Which destination uses up the ports. */
export const portsUsed = (to: string, port: number, protocol: number, ports: number, limit: number): Text => ({
  ko: `포트를 소진한 목적지: ${to} ${protocolName(protocol)} ${port}. 10분 동안 서로 다른 포트 ${n(ports)}개 사용 (한도 ${n(limit)}개의 ${n((ports / limit) * 100)}%)`,
  en: `The destination that uses up the ports: ${to} ${protocolName(protocol)} ${port}, with ${n(ports)} distinct ports in 10 minutes (${n((ports / limit) * 100)} % of ${n(limit)})`,
});
export const portClients = (clients: readonly Text[]): Text => ({
  ko: `그 시간에 포트를 가장 많이 쓴 송신자: ${clients.map((c) => c.ko).join(', ')}`,
  en: `Sources with the most ports in those minutes: ${clients.map((c) => c.en).join(', ')}`,
});
export const clientPorts = (name: string, ports: number): Text => ({
  ko: `${name} ${n(ports)}개`,
  en: `${name} ${plural(ports, 'port')}`,
});
export const portsUnknown: Text = {
  ko: '어느 목적지가 포트를 소진했는지는 Flow Logs 없이는 알 수 없습니다.',
  en: 'Which destination uses up the ports only flow logs could tell.',
};
