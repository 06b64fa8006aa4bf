import { worldOpen } from './world-open.ts';

/** Telnet open to any address. */
export const telnetOpen = worldOpen('SG_OPEN_TELNET_WORLD', {
  why: {
    ko: '암호가 평문으로 오가고, 봇넷이 먼저 찾는 포트입니다.',
    en: 'Passwords go in the clear, and botnets look for it first.',
  },
  frameworks: { fsbp: ['EC2.19'], ismsp: ['2.6.1', '2.6.6'] },
});
