import { worldOpen } from './world-open.ts';

/** FTP open to any address. */
export const ftpOpen = worldOpen('SG_OPEN_FTP_WORLD', {
  why: { ko: '암호와 파일이 평문으로 오갑니다.', en: 'Passwords and files go in the clear.' },
  frameworks: { fsbp: ['EC2.19'], ismsp: ['2.6.1', '2.6.6'] },
});
