import { worldOpen } from './world-open.ts';

/** RDP open to any address. */
export const rdpOpen = worldOpen('SG_OPEN_RDP_WORLD', {
  why: { ko: '랜섬웨어가 가장 많이 들어오는 길입니다.', en: 'It is how most ransomware comes in.' },
  frameworks: { cis: ['6.3', '6.4'], fsbp: ['EC2.19'], ismsp: ['2.6.1', '2.6.6'] },
});
