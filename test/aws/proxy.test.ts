import { describe, expect, test } from 'vitest';
import { isExempt, proxyFor } from '../../src/aws/proxy.ts';

describe('NO_PROXY', () => {
  test.each([
    ['*', 'anything.example', 443, true],
    ['amazonaws.com', 'ec2.ap-northeast-2.amazonaws.com', 443, true],
    ['.amazonaws.com', 'ec2.ap-northeast-2.amazonaws.com', 443, true],
    ['*.amazonaws.com', 'ec2.ap-northeast-2.amazonaws.com', 443, true],
    ['amazonaws.com', 'notamazonaws.com', 443, false],
    ['other, EC2.AP-NORTHEAST-2.amazonaws.com', 'ec2.ap-northeast-2.amazonaws.com', 443, true],
    ['10.0.0.0/8', '10.20.30.40', 80, true],
    ['10.0.0.0/8', '11.20.30.40', 80, false],
    ['10.0.0.0/8', '10.example', 80, false],
    ['fd00::/8', 'fd12::1', 80, true],
    ['10.1.2.3', '10.1.2.3', 80, true],
    ['10.1.2.3', '110.1.2.3', 80, false],
    ['::1', '0:0:0:0:0:0:0:1', 80, true],
    ['lab.example:4566', 'lab.example', 4566, true],
    ['lab.example:4566', 'lab.example', 443, false],
    ['[fd00::1]:4566', 'fd00::1', 4566, true],
    ['', 'lab.example', 443, false],
    [' , ', 'lab.example', 443, false],
  ])('%s with %s:%d → %s', (noProxy, host, port, exempt) => {
    expect(isExempt(host, port, noProxy)).toBe(exempt);
  });
});

describe('which proxy', () => {
  const https = { protocol: 'https:', hostname: 'ec2.us-east-1.amazonaws.com' };
  const http = { protocol: 'http:', hostname: 'lab.example', port: 4566 };
  const proxy = (destination: typeof http | typeof https, env: NodeJS.ProcessEnv) => proxyFor(destination, env)?.href;

  test('by scheme, lower case first, ALL_PROXY for both', () => {
    expect(proxy(https, { HTTPS_PROXY: 'http://a:1', HTTP_PROXY: 'http://b:2' })).toBe('http://a:1/');
    expect(proxy(http, { HTTPS_PROXY: 'http://a:1', HTTP_PROXY: 'http://b:2' })).toBe('http://b:2/');
    expect(proxy(https, { HTTPS_PROXY: 'http://a:1', https_proxy: 'http://c:3' })).toBe('http://c:3/');
    expect(proxy(https, { ALL_PROXY: 'http://d:4' })).toBe('http://d:4/');
    expect(proxy(https, { HTTP_PROXY: 'http://b:2' })).toBeUndefined();
    expect(proxy(https, { HTTPS_PROXY: 'proxy.corp:3128' })).toBe('http://proxy.corp:3128/');
    expect(proxy(https, { HTTPS_PROXY: '' })).toBeUndefined();
  });

  test('never for this machine', () => {
    const env = { HTTP_PROXY: 'http://b:2' };
    for (const hostname of ['localhost', '127.0.0.1', '127.8.8.8', '[::1]', 'lab.localhost']) {
      expect(proxyFor({ protocol: 'http:', hostname, port: 4566 }, env)).toBeUndefined();
    }
    expect(proxyFor({ protocol: 'http:', hostname: '127.0.0.1.example' }, env)?.href).toBe('http://b:2/');
  });

  test('a proxy of another kind is an error that names the variable and hides the password', () => {
    const failing = () => proxyFor(https, { HTTPS_PROXY: 'socks5://kim:secret@proxy:1080' });
    expect(failing).toThrow(/HTTPS_PROXY is 'socks5:\/\/\*\*\*@proxy:1080'/);
  });
});
