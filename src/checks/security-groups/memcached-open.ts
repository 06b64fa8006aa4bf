import { worldOpen } from './world-open.ts';

/** Memcached open to any address. */
export const memcachedOpen = worldOpen('SG_OPEN_MEMCACHED_WORLD', {
  why: {
    ko: '인증이 없고, UDP는 수만 배로 증폭되는 DDoS에 쓰입니다.',
    en: 'It has no authentication, and its UDP port amplifies DDoS tens of thousands of times.',
  },
  frameworks: { fsbp: ['EC2.18'], ismsp: ['2.6.1', '2.6.4'] },
});
