import { worldOpen } from './world-open.ts';

/** Oracle open to any address. */
export const oracleOpen = worldOpen('SG_OPEN_ORACLE_WORLD', {
  why: { ko: '리스너 정보와 계정이 노출됩니다.', en: 'The listener gives away services and accounts.' },
  frameworks: { fsbp: ['EC2.18'], ismsp: ['2.6.1', '2.6.4'] },
});
