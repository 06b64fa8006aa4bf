import { expect, test } from 'vitest';
import { lackOf, parseRequest } from '../../src/operate/request.ts';

const name = 'DMZVPC-Private-B-10.11.24.102';

test.each([
  [`${name} EC2 인스턴스를 Stop 시켜줘`, { action: 'stop-instance', instance: name }],
  [`${name} 인스턴스를 중지해줘`, { action: 'stop-instance', instance: name }],
  [`please stop the EC2 instance ${name}.`, { action: 'stop-instance', instance: name }],
  [
    'open port 443 from 10.0.0.0/8 on PrivateEC2SG in VPC01',
    { action: 'open-port', group: 'VPC01/PrivateEC2SG', protocol: 'tcp', port: 443, toPort: 443, peer: '10.0.0.0/8' },
  ],
  ['restart i-0123', { action: 'reboot-instance', instance: 'i-0123' }],
  ['i-0123을 시작해줘', { action: 'start-instance', instance: 'i-0123' }],
  ['"my own server" 재부팅해줘', { action: 'reboot-instance', instance: 'my own server' }],
  [
    'sg-0a에 10.0.0.0/8에서 443 포트를 열어줘',
    { action: 'open-port', group: 'sg-0a', protocol: 'tcp', port: 443, toPort: 443, peer: '10.0.0.0/8' },
  ],
  [
    'close udp port 53 on web-sg from 10.0.0.0/8',
    { action: 'close-port', group: 'web-sg', protocol: 'udp', port: 53, toPort: 53, peer: '10.0.0.0/8' },
  ],
  [
    'add a route to 10.9.0.0/16 via tgw-01 in rtb-02',
    { action: 'add-route', table: 'rtb-02', destination: '10.9.0.0/16', target: 'tgw-01' },
  ],
  ['rtb-02의 10.9.0.0/16 경로를 삭제해줘', { action: 'delete-route', table: 'rtb-02', destination: '10.9.0.0/16' }],
  ['서버 i-0abc 재시작 부탁드립니다', { action: 'reboot-instance', instance: 'i-0abc' }],
  ['i-0abc 인스턴스를 다시 시작해줘', { action: 'reboot-instance', instance: 'i-0abc' }],
  ['i-0abc 전원 꺼줘', { action: 'stop-instance', instance: 'i-0abc' }],
  ['10.11.24.102 서버 중지시켜줘', { action: 'stop-instance', instance: '10.11.24.102' }],
  ['shut down the server i-0abc now', { action: 'stop-instance', instance: 'i-0abc' }],
  ['turn on i-0abc', { action: 'start-instance', instance: 'i-0abc' }],
  [
    'sg-01 보안 그룹에 sg-02에서 오는 3306 포트 허용해줘',
    { action: 'open-port', group: 'sg-01', protocol: 'tcp', port: 3306, toPort: 3306, peer: 'sg-02' },
  ],
  [
    'rtb-1에 10.9.0.0/16을 tgw-1로 보내는 경로를 추가해줘',
    { action: 'add-route', table: 'rtb-1', destination: '10.9.0.0/16', target: 'tgw-1' },
  ],
  [
    'change the route to 0.0.0.0/0 in rtb-1 to nat-1',
    { action: 'replace-route', table: 'rtb-1', destination: '0.0.0.0/0', target: 'nat-1' },
  ],
  ['web 타깃 그룹에서 i-0a 빼줘', { action: 'deregister-target', targetGroup: 'web', target: 'i-0a' }],
  ['web 대상 그룹에 i-0a 등록해줘', { action: 'register-target', targetGroup: 'web', target: 'i-0a' }],
  ['remove i-0a from target group web', { action: 'deregister-target', targetGroup: 'web', target: 'i-0a' }],
  ['DMZVPC에 S3 엔드포인트를 만들어줘', { action: 'create-endpoint', vpc: 'DMZVPC', service: 's3', subnets: [] }],
  [
    'create an ecr.api interface endpoint in VPC01 subnet-01 subnet-02',
    { action: 'create-endpoint', vpc: 'VPC01', service: 'ecr.api', subnets: ['subnet-01', 'subnet-02'] },
  ],
  [
    'DMZVPC 흐름 로그를 arn:aws:s3:::logs로 켜줘',
    { action: 'enable-flow-logs', resource: 'DMZVPC', destination: 'arn:aws:s3:::logs' },
  ],
  [
    'nat-1에 ErrorPortAllocation 0 초과 경보를 만들어줘',
    { action: 'create-alarm', resource: 'nat-1', metric: 'ErrorPortAllocation', threshold: 0 },
  ],
  ['SG_OPEN_SSH_WORLD 조치 적용해줘', { action: 'apply-fix', finding: 'SG_OPEN_SSH_WORLD' }],
  [
    'apply the fix for SG_OPEN_SSH_WORLD on sg-01',
    { action: 'apply-fix', finding: 'SG_OPEN_SSH_WORLD', resource: 'sg-01' },
  ],
  ['fix SG_OPEN_SSH_WORLD on sg-01', { action: 'apply-fix', finding: 'SG_OPEN_SSH_WORLD', resource: 'sg-01' }],
  ['마지막 변경을 되돌려줘', { action: 'undo', record: 'LAST' }],
  ['undo the last change', { action: 'undo', record: 'LAST' }],
  ['undo change 8981f87e', { action: 'undo', record: '8981f87e' }],
  ['deregister i-0a:80 from web', { action: 'deregister-target', targetGroup: 'web', target: 'i-0a', port: 80 }],
])('%s', (sentence, request) => {
  expect(parseRequest([sentence])).toEqual(request);
  expect(parseRequest(sentence.includes('"') ? [sentence] : sentence.split(' '))).toEqual(request);
});

test.each([
  'do something about the network',
  'stop',
  `do not stop ${name}`,
  `${name} 인스턴스를 중지하지 말아줘`,
  `${name} 인스턴스를 중지하지마`,
  `${name} 인스턴스 중지했어?`,
  `${name} 인스턴스를 중지하면 어떻게 돼?`,
  'sg-01에 10.0.0.0/8에서 all 포트를 열어줘',
  'enable flow logs of DMZVPC',
  'undo nothing',
  'stop i-01 and start i-02',
  'stop i-01 i-02',
  'open port 443 on sg-01',
  'open port 70000 on sg-01 from 10.0.0.0/8',
])('what is not clear is not guessed: %s', (sentence) => {
  expect(parseRequest([sentence])).toBeUndefined();
});

test.each([
  ['웹서버 꺼줘', { missing: 'instance', action: 'stop-instance' }],
  ['ALBSecurityGroup에 8443 열어줘', { missing: 'peer', action: 'open-port' }],
  ['open port 22 on web-sg from 10.0.0.0/8 for db-1 and db-2', { idle: ['db-1', 'db-2'] }],
])('why it is no request: %s', (sentence, lack) => {
  expect(parseRequest([sentence])).toBeUndefined();
  expect(lackOf([sentence])).toEqual(lack);
});
