import { worldOpen } from './world-open.ts';

/** Docker open to any address. */
export const dockerOpen = worldOpen('SG_OPEN_DOCKER_WORLD', {
  why: { ko: 'Docker API는 호스트의 루트 권한과 같습니다.', en: 'The Docker API is root on the host.' },
  frameworks: { fsbp: ['EC2.18'], ismsp: ['2.6.1', '2.6.6'] },
});
