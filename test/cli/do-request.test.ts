import { expect, test } from 'vitest';
import { parseRequest } from '../../src/operate/request.ts';

const name = 'DMZVPC-Private-B-10.11.24.102';

test.each([
  [`${name} EC2 인스턴스를 Stop 시켜줘`, { action: 'stop-instance', instance: name }],
  [`${name} 인스턴스를 중지해줘`, { action: 'stop-instance', instance: name }],
  [`please stop the EC2 instance ${name}.`, { action: 'stop-instance', instance: name }],
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
  'stop i-01 and start i-02',
  'stop i-01 i-02',
  'open port 443 on sg-01',
  'open port 70000 on sg-01 from 10.0.0.0/8',
])('what is not clear is not guessed: %s', (sentence) => {
  expect(parseRequest([sentence])).toBeUndefined();
});
