import { worldOpen } from './world-open.ts';

/** Kerberos open to any address. */
export const kerberosOpen = worldOpen('SG_OPEN_KERBEROS_WORLD', {
  why: {
    ko: '계정 확인과 오프라인 암호 추측에 쓰입니다.',
    en: 'It confirms accounts and feeds offline password guessing.',
  },
  frameworks: { fsbp: ['EC2.18'], ismsp: ['2.6.1', '2.6.2'] },
});
