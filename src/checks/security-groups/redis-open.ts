import { worldOpen } from './world-open.ts';

/** Redis open to any address. */
export const redisOpen = worldOpen('SG_OPEN_REDIS_WORLD', {
  why: {
    ko: '인증이 없는 경우가 많아 명령 실행으로 바로 이어집니다.',
    en: 'It is often without a password, and leads straight to running commands.',
  },
  frameworks: { fsbp: ['EC2.18'], ismsp: ['2.6.1', '2.6.4'] },
});
