import { worldOpen } from './world-open.ts';

/** SSH open to any address. */
export const sshOpen = worldOpen('SG_OPEN_SSH_WORLD', {
  why: {
    ko: '무차별 대입과 취약점 공격이 끊이지 않는 포트입니다.',
    en: 'It is the port that is guessed and probed without end.',
  },
  frameworks: { cis: ['6.3', '6.4'], fsbp: ['EC2.19'], ismsp: ['2.6.1', '2.6.6'] },
});
