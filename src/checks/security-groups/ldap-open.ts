import { worldOpen } from './world-open.ts';

/** LDAP open to any address. */
export const ldapOpen = worldOpen('SG_OPEN_LDAP_WORLD', {
  why: {
    ko: '계정 목록이 노출되고, UDP 389는 증폭 공격에 쓰입니다.',
    en: 'It gives away accounts, and UDP 389 amplifies attacks on others.',
  },
  frameworks: { fsbp: ['EC2.18'], ismsp: ['2.6.1', '2.6.2'] },
});
