import { worldOpen } from './world-open.ts';

/** SMB open to any address. */
export const smbOpen = worldOpen('SG_OPEN_SMB_WORLD', {
  why: { ko: '파일 공유를 노리는 웜과 랜섬웨어의 통로입니다.', en: 'Worms and ransomware spread through file shares.' },
  frameworks: { cis: ['6.1.2'], fsbp: ['EC2.19'], ismsp: ['2.6.1', '2.6.6'] },
});
